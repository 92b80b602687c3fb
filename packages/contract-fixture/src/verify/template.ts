import type { Values } from "./row.js";

/** A value that a text refers to is not known, so the row cannot be tried. */
export class MissingValueError extends Error {
  override readonly name = "MissingValueError";
  readonly value: string;

  constructor(value: string) {
    super(`{${value}} is not known`);
    this.value = value;
  }
}

/**
 * Replaces the names of values in a text. A text that is only a name becomes the value itself: `"{project}"` is a number.
 *
 * @throws {MissingValueError} If a value is not known.
 */
export function fill(text: string, values: Partial<Values>): string | number {
  const entries = new Map<string, string | number>(Object.entries(values));
  const lookUp = (name: string): string | number => {
    const value = entries.get(name);
    if (value === undefined) throw new MissingValueError(name);
    return value;
  };
  const only = /^\{([a-z]\w*)\}$/i.exec(text)?.[1];
  return only === undefined
    ? text.replace(/\{([a-z]\w*)\}/gi, (_, name: string) => String(lookUp(name)))
    : lookUp(only);
}

/** Replaces the names of values in every text of a JSON value, and in the names of its fields. Keeps matchers. */
export function fillJson(value: unknown, values: Partial<Values>): unknown {
  if (typeof value === "string") return fill(value, values);
  if (Array.isArray(value)) return value.map((item) => fillJson(item, values));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [fill(name, values), fillJson(item, values)]),
  );
}
