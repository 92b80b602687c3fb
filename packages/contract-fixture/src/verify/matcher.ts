import type { Values } from "./row.js";
import { fill } from "./template.js";

/** A condition for a value of a response. In JSON, it is its description. */
export class Matcher {
  readonly description: string;
  readonly test: (value: unknown, values: Partial<Values>) => boolean;

  constructor(description: string, test: Matcher["test"]) {
    this.description = description;
    this.test = test;
  }

  toJSON(): string {
    return `<${this.description}>`;
  }
}

/** Whether a value of a response is as expected: equal, or accepted by the matchers in it. */
export function isMatch(expected: unknown, actual: unknown, values: Partial<Values>): boolean {
  if (expected instanceof Matcher) return expected.test(actual, values);
  if (typeof expected === "string") return fill(expected, values) === actual;
  if (!isObject(expected)) return expected === actual;
  if (!isObject(actual) || Array.isArray(expected) !== Array.isArray(actual)) return false;
  const items = new Map(Object.entries(expected).map(([name, item]) => [String(fill(name, values)), item]));
  const names = [...items.keys(), ...Object.keys(actual)];
  return names.every((name) => isMatch(items.get(name), actual[name], values));
}

/** No body. */
export const nothing: Matcher = new Matcher("no body", (value) => value === undefined);

/** A field or a header that is missing. */
export const absent: Matcher = new Matcher("absent", (value) => value === undefined);

/** Any value, also `null`. */
export const present: Matcher = new Matcher("present", (value) => value !== undefined);

/** A string, a number, … or `null`. */
export const type = (...types: readonly ("string" | "number" | "boolean" | "null")[]): Matcher =>
  new Matcher(types.join(" or "), (value) =>
    types.some((name) => (name === "null" ? value === null : typeof value === name)),
  );

/** An array. */
export const list: Matcher = new Matcher("array", Array.isArray);

/** A string that contains a text. */
export const containing = (text: string): Matcher =>
  new Matcher(
    `contains ${text}`,
    (value, values) => typeof value === "string" && value.includes(String(fill(text, values))),
  );

/** A string that matches a pattern. */
export const matching = (pattern: RegExp): Matcher =>
  new Matcher(`matches ${pattern}`, (value) => typeof value === "string" && pattern.test(value));

/** An object that has these fields, and may have others. */
export const fields = (expected: Readonly<Record<string, unknown>>): Matcher =>
  new Matcher(
    `has ${JSON.stringify(expected)}`,
    (value, values) =>
      isObject(value) &&
      Object.entries(expected).every(([name, field]) => isMatch(field, value[name], values)),
  );

/** A list of which every element matches. */
export const every = (element: Matcher): Matcher =>
  new Matcher(
    `every element ${element.description}`,
    (value, values) => Array.isArray(value) && value.every((item) => element.test(item, values)),
  );

/** A list of which at least one element matches. */
export const some = (element: Matcher): Matcher =>
  new Matcher(
    `an element ${element.description}`,
    (value, values) => Array.isArray(value) && value.some((item) => element.test(item, values)),
  );

/** A list of which no element matches. */
export const none = (element: Matcher): Matcher =>
  new Matcher(
    `no element ${element.description}`,
    (value, values) => Array.isArray(value) && !value.some((item) => element.test(item, values)),
  );

/** A list that is sorted by the field `id`. */
export const ascendingIds: Matcher = sortedIds("ascending IDs", (id, previous) => id >= previous);

/** The same, from the highest to the lowest. */
export const descendingIds: Matcher = sortedIds("descending IDs", (id, previous) => id <= previous);

function sortedIds(description: string, isSorted: (id: number, previous: number) => boolean): Matcher {
  return new Matcher(description, (value) => {
    if (!Array.isArray(value)) return false;
    const ids = value.map((item) => Number(isObject(item) ? item["id"] : undefined));
    return ids.every((id, index) => index === 0 || isSorted(id, ids[index - 1] ?? Number.NaN));
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
