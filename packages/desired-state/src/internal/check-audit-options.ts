import type { RequestOptions } from "@gitlab-job-token-scope/facade";
import * as v from "valibot";
import type { AuditOptions } from "../audit-project.js";
import { knownObject } from "./known-object.js";
import { problemError, problemsOf } from "./problems.js";

const schema = /* @__PURE__ */ knownObject({
  targets: /* @__PURE__ */ v.optional(/* @__PURE__ */ v.boolean("expected true or false")),
  signal: /* @__PURE__ */ v.optional(/* @__PURE__ */ v.looseObject({ aborted: /* @__PURE__ */ v.boolean() })),
  // The facade checks it.
  request: /* @__PURE__ */ v.optional(/* @__PURE__ */ v.unknown()),
});

/** @throws {DesiredStateError} `invalid_option` when an option is unknown or wrong. */
export function checkAuditOptions(options: AuditOptions): { targets: boolean; request: RequestOptions } {
  const result = v.safeParse(schema, options);
  if (!result.success) throw problemError("invalid_option", "options", problemsOf(result.issues));
  const { targets = true, signal, request = {} } = options;
  return { targets, request: { ...request, ...(signal !== undefined && { signal }) } };
}
