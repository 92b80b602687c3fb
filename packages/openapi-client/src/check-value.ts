import { describe } from "./check-keys.js";
import type { Kind } from "./operations.js";

const segment = /^[A-Za-z0-9_.][A-Za-z0-9_.-]*$/;
const wholeNumber = "a whole number above 0 and below 2^53";

/**
 * Checks a parameter or a field of a body. `fetch` would send `NaN`, and change the URL for `..`.
 *
 * @param name What it is called in the message: `"params.path.id"`.
 * @throws {TypeError} The message contains no text of the value, which could be a secret.
 */
export function checkValue(name: string, value: unknown, kind: Kind): void {
  if (kind === "boolean") {
    if (typeof value !== "boolean") fail(name, `expected true or false, got ${describe(value)}`);
  } else if (kind === "integer") {
    if (!Number.isSafeInteger(value)) fail(name, `expected a whole number, got ${describe(value)}`);
  } else if (typeof kind === "object") {
    if (typeof value !== "string" || !kind.includes(value)) {
      fail(name, `expected one of ${kind.join(", ")}; got ${describe(value)}`);
    }
  } else if (typeof value === "string" && kind !== "id") {
    checkReference(name, value, kind);
  } else if (!isId(value)) {
    const expected = kind === "id" ? `${wholeNumber}; a path is not accepted` : `${wholeNumber}, or a path`;
    fail(name, `expected ${expected}; got ${describe(value)}`);
  }
}

function checkReference(name: string, value: string, kind: "project" | "group"): void {
  const example = kind === "project" ? "group/app" : "group/subgroup";
  if (value.trim() === "") fail(name, "is empty; is a variable not set?");
  if (value.includes("%")) fail(name, `is URL-encoded; pass the path as it is, such as "${example}"`);
  if (/^\d+$/.test(value)) {
    if (!isId(Number(value))) fail(name, `expected ${wholeNumber}`);
    return;
  }
  const segments = value.split("/");
  const isPath = segments.every((part) => segment.test(part) && part !== "." && part !== "..");
  if (!isPath) fail(name, `is not a path; expected an ID, or a full path such as "${example}"`);
  if (kind === "project" && segments.length < 2) {
    fail(name, `a project's path begins with its group, such as "${example}"`);
  }
}

function isId(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function fail(name: string, reason: string): never {
  throw new TypeError(`${name}: ${reason}`);
}
