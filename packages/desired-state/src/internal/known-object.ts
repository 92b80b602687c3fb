import * as v from "valibot";
import { nearest } from "./nearest.js";

/** The schema of an object that has no other keys. An unknown key is refused with the nearest known one. */
export function knownObject<Entries extends v.ObjectEntries>(
  entries: Entries,
): v.GenericSchema<unknown, v.InferOutput<v.StrictObjectSchema<Entries, undefined>>> {
  const keys = Object.keys(entries);
  return v.pipe(
    v.unknown(),
    notAnArray,
    v.strictObject(entries, (issue) => describeIssue(issue, keys)),
  );
}

/** Valibot accepts arrays as objects. */
export const notAnArray: v.CheckAction<unknown, string> = /* @__PURE__ */ v.check<unknown, string>(
  (value) => !Array.isArray(value),
  "expected an object, not an array",
);

function describeIssue({ expected, received, path }: v.StrictObjectIssue, keys: readonly string[]): string {
  const key = String(path?.at(-1)?.key ?? "");
  if (expected === "never") {
    const similar = nearest(key, keys);
    return similar === undefined
      ? `unknown key, expected one of ${keys.join(", ")}`
      : `unknown key, did you mean ${similar}?`;
  }
  if (expected !== "Object" && received === "undefined") return "missing";
  return describeValue("an object", received);
}

/** Longer texts are not shown: they could be tokens. */
const maxShownLength = 14;

/** What was expected in place of a value. An unset variable is the likely cause of `undefined` and `null`. */
export function describeValue(expected: string, received: string): string {
  const isUnset = ["undefined", "null", '""'].includes(received);
  const found = received.startsWith('"') && received.length > maxShownLength ? "a text" : received;
  return `expected ${expected}, not ${found}${isUnset ? "; is something not set?" : ""}`;
}
