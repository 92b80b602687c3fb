/** An object of a parsed document, whose contents have not been checked. */
export type Node = Readonly<Record<string, unknown>>;

/** Whether a value is an object, and not an array. */
export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value if it is an object, otherwise an empty object: a comparison treats missing and malformed parts alike. */
export function toNode(value: unknown): Node {
  return isNode(value) ? value : {};
}

/** The value if it is an array, otherwise an empty array. */
export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
