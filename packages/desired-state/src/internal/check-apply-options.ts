import * as v from "valibot";
import type { ApplyOptions } from "../apply-plan.js";
import { knownObject } from "./known-object.js";
import { problemError, problemsOf } from "./problems.js";

const permission = /* @__PURE__ */ v.picklist(
  ["open", "empty", "partial"],
  'expected "open", "empty" or "partial"',
);

const schema = /* @__PURE__ */ knownObject({
  allow: /* @__PURE__ */ v.optional(
    /* @__PURE__ */ v.array(permission, 'expected an array such as ["open"]'),
  ),
  dryRun: /* @__PURE__ */ v.optional(/* @__PURE__ */ v.boolean("expected true or false")),
  signal: /* @__PURE__ */ v.optional(/* @__PURE__ */ v.looseObject({ aborted: /* @__PURE__ */ v.boolean() })),
  onOutcome: /* @__PURE__ */ v.optional(/* @__PURE__ */ v.function("expected a function")),
  // The facade checks it.
  request: /* @__PURE__ */ v.optional(/* @__PURE__ */ v.unknown()),
});

/** @throws {DesiredStateError} `invalid_option` when an option is unknown or wrong. */
export function checkApplyOptions(options: ApplyOptions): void {
  const result = v.safeParse(schema, options);
  if (!result.success) throw problemError("invalid_option", "options", problemsOf(result.issues));
}
