import * as v from "valibot";
import { describeIssues } from "../describe-issues.js";
import { operationIds } from "../gitlab/operation-id.js";
import type { RequestMatch } from "./request-match.js";
import type { ScriptPart } from "./script.js";
import { findScriptProblems, type KnownIds } from "./script-problems.js";
import type { ScriptedResponse } from "./scripted-response.js";

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const status = v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599));
const textOrNumber = v.union([v.string(), v.pipe(v.number(), v.finite())]);
const primitive = v.union([textOrNumber, v.boolean(), v.null()]);
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
const headerName = v.pipe(v.string(), v.regex(/^[!#$%&'*+.^_`|~\w-]+$/, "expected a header name"));
const headerValue = v.pipe(v.string(), v.regex(/^[\t\x20-\x7e\x80-\xff]*$/, "expected a header value"));
/** The dates that JavaScript can represent. */
const dateInMs = v.pipe(v.number(), v.minValue(-8e15), v.maxValue(8e15));
const replacement = {
  ...timing,
  applied: v.exactOptional(v.boolean()),
  headers: v.exactOptional(v.record(headerName, v.union([headerValue, v.strictObject({ dateInMs })]))),
};
const byKind = {
  drop: v.strictObject({ ...timing, drop: v.picklist(["before", "after"]) }),
  html: v.strictObject({ ...replacement, html: v.string(), status: v.exactOptional(status) }),
  malformedJson: v.strictObject({
    ...replacement,
    malformedJson: v.string(),
    status: v.exactOptional(status),
  }),
  redirect: v.strictObject({ ...replacement, redirect: headerValue, status: v.exactOptional(status) }),
  status: v.strictObject({ ...replacement, status, body: v.exactOptional(v.unknown()) }),
};
const passedThrough = v.strictObject(timing);

/** The schema is selected by a characteristic key, so that error messages refer to that kind of response. */
const response = v.lazy((value): v.GenericSchema<unknown, ScriptedResponse> => {
  if (value === "pass") return v.literal("pass");
  const isObject = typeof value === "object" && value !== null;
  const schema = isObject
    ? Object.values(byKind)[Object.keys(byKind).findIndex((key) => key in value)]
    : undefined;
  return schema ?? passedThrough;
});

const requestMatch: v.GenericSchema<unknown, RequestMatch> = v.strictObject({
  operation: v.exactOptional(v.picklist(operationIds)),
  method: v.exactOptional(v.pipe(v.string(), v.regex(/^[A-Z]+$/, 'expected a method such as "GET"'))),
  pathname: v.exactOptional(
    v.pipe(v.string(), v.regex(/^\/[^?#]*$/, 'expected a path without a query, such as "/api/v4/runners"')),
  ),
  path: v.exactOptional(v.record(v.string(), textOrNumber)),
  query: v.exactOptional(v.record(v.string(), textOrNumber)),
  body: v.exactOptional(v.record(v.string(), primitive)),
});

const scriptPart: v.GenericSchema<unknown, ScriptPart> = v.strictObject({
  match: requestMatch,
  responses: v.array(response),
  repeat: v.exactOptional(v.boolean()),
});

/**
 * Validates a part of a script.
 *
 * @param known The IDs that it can refer to. Undefined if the mode has no projects.
 * @throws {TypeError} If it is invalid. Each line of the message names a location in the script and the problem there.
 */
export function parseScript(value: unknown, known: KnownIds | undefined): ScriptPart {
  const { success, output, issues } = v.safeParse(scriptPart, value);
  if (!success) throw new TypeError(describeIssues("script", issues));
  const problems = [...findScriptProblems(output, known)];
  if (problems.length > 0) throw new TypeError(problems.join("\n"));
  // A copy, so that later changes by the caller cannot make a body unserializable.
  return JSON.parse(JSON.stringify(output));
}

/**
 * Validates a match, or the ID of an operation.
 *
 * @throws {TypeError} If it is invalid. Each line of the message names a location in the match and the problem there.
 */
export function parseMatch(value: unknown, location = "match"): RequestMatch {
  const match = typeof value === "string" ? { operation: value } : value;
  const { success, output, issues } = v.safeParse(requestMatch, match);
  if (!success) throw new TypeError(describeIssues(location, issues));
  return output;
}
