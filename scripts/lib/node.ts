/** A mapping of a parsed document, of which nothing is known yet. */
export type Node = Readonly<Record<string, unknown>>;

/** Whether a value is a mapping. */
export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The mapping, or an empty one: what is not stated and what is stated wrongly look the same to a comparison. */
export function toNode(value: unknown): Node {
  return isNode(value) ? value : {};
}

/** The list, or an empty one. */
export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
