import type { RequestOptions } from "@gitlab-job-token-scope/facade";
import * as v from "valibot";
import { knownObject } from "./known-object.js";
import { problemError, problemsOf } from "./problems.js";
import { value } from "./values.js";

/** The options of everything that sends requests. */
export const requestEntries: {
  readonly signal: v.GenericSchema<unknown>;
  readonly request: v.GenericSchema<unknown>;
} = {
  signal: /* @__PURE__ */ v.optional(/* @__PURE__ */ value("an AbortSignal", isSignal)),
  // The facade checks it.
  request: /* @__PURE__ */ v.optional(/* @__PURE__ */ v.unknown()),
};

function isSignal(value: unknown): boolean {
  return typeof value === "object" && value !== null && "aborted" in value;
}

/** @throws {DesiredStateError} `invalid_option` when an option is unknown or wrong. */
export function checkOptions(entries: v.ObjectEntries, options: unknown): void {
  const result = v.safeParse(knownObject(entries), options);
  if (!result.success) throw problemError("invalid_option", "options", problemsOf(result.issues));
}

/** What the facade takes for each request. */
export function requestOf(
  signal: RequestOptions["signal"],
  request: Omit<RequestOptions, "signal">,
): RequestOptions {
  return { ...request, ...(signal !== undefined && { signal }) };
}
