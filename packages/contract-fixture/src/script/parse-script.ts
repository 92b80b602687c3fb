import * as v from "valibot";
import { describeIssues } from "../describe-issues.js";
import { operationIds } from "../gitlab/operation-id.js";
import type { ScriptPart } from "./script.js";
import type { ScriptedAnswer } from "./scripted-answer.js";

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const status = v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599));
const plain = v.union([v.string(), v.number(), v.boolean(), v.null()]);
const milliseconds = v.pipe(v.number(), v.minValue(0), v.maxValue(2 ** 31 - 1));
const timing = {
  delayMs: v.exactOptional(milliseconds),
  meanwhile: v.exactOptional(
    v.strictObject({
      project: id,
      inboundEnabled: v.exactOptional(v.boolean()),
      allowedProjects: v.exactOptional(v.array(id)),
      allowedGroups: v.exactOptional(v.array(id)),
    }),
  ),
};
const headerName = v.pipe(v.string(), v.regex(/^[!#$%&'*+.^_`|~\w-]+$/, "expected the name of a header"));
const headerValue = v.pipe(
  v.string(),
  v.regex(/^[\t\x20-\x7e\x80-\xff]*$/, "expected the value of a header"),
);
const replaced = {
  ...timing,
  applied: v.exactOptional(v.boolean()),
  headers: v.exactOptional(
    v.record(headerName, v.union([headerValue, v.strictObject({ dateInMs: v.number() })])),
  ),
};
const byKind = {
  drop: v.strictObject({ ...timing, drop: v.picklist(["before", "after"]) }),
  html: v.strictObject({ ...replaced, html: v.string(), status: v.exactOptional(status) }),
  malformedJson: v.strictObject({ ...replaced, malformedJson: v.string(), status: v.exactOptional(status) }),
  redirect: v.strictObject({ ...replaced, redirect: headerValue, status: v.exactOptional(status) }),
  status: v.strictObject({ ...replaced, status, body: v.exactOptional(v.unknown()) }),
};
const passed = v.strictObject(timing);

/** One kind of answer is told from another by its key, so that what is wrong in it can be said. */
const answer = v.lazy((value): v.GenericSchema<unknown, ScriptedAnswer> => {
  if (value === "pass") return v.literal("pass");
  const isObject = typeof value === "object" && value !== null;
  const kind = isObject
    ? Object.values(byKind)[Object.keys(byKind).findIndex((key) => key in value)]
    : undefined;
  return kind ?? passed;
});

const part: v.GenericSchema<unknown, ScriptPart> = v.strictObject({
  match: v.strictObject({
    operation: v.exactOptional(v.picklist(operationIds)),
    path: v.exactOptional(v.record(v.string(), v.union([v.string(), v.number()]))),
    query: v.exactOptional(v.record(v.string(), v.union([v.string(), v.number()]))),
    body: v.exactOptional(v.record(v.string(), plain)),
  }),
  answers: v.array(answer),
  repeat: v.exactOptional(v.boolean()),
});

/**
 * Takes a value for a part of a script, or says what keeps it from being one.
 *
 * @throws {TypeError} Each line of the message names a place in it and what is wrong there.
 */
export function parseScript(value: unknown): ScriptPart {
  const { success, output, issues } = v.safeParse(part, value);
  if (!success) throw new TypeError(describeIssues("script", "a script", issues));
  return output;
}
