import type { Node } from "../lib/node.ts";
import { findBranches, mergeBranches, type Resolve } from "./schema-branches.ts";

/** The type of a value, without null: `integer`, `integer or string`, `array of object`. */
export function describeType(schema: Node, resolve: Resolve): string {
  return join(
    schema,
    listTypes(schema, resolve).filter((name) => name !== "null"),
  );
}

/** Whether a value may be null. */
export function isNullable(schema: Node, resolve: Resolve): boolean {
  return listTypes(schema, resolve).includes("null");
}

function join(schema: Node, names: readonly string[]): string {
  // `oneOf` differs from `anyOf`: a number in a path matches both an integer and a string.
  const exclusive = names.length > 1 && Array.isArray(schema["oneOf"]);
  return `${exclusive ? "oneOf " : ""}${[...new Set(names)].sort().join(" or ")}`;
}

function listTypes(schema: Node, resolve: Resolve): string[] {
  const alternatives = ["anyOf", "oneOf"].flatMap((keyword) => findBranches(schema, keyword, resolve));
  if (alternatives.length > 0) return alternatives.flatMap((branch) => listTypes(branch, resolve));
  const { type, items, properties } = schema;
  const names = Array.isArray(type) ? type.map(String) : [String(type ?? (properties ? "object" : "any"))];
  if (!names.includes("array")) return names;
  const item = mergeBranches(resolve(items), resolve);
  return names.map((name) => (name === "array" ? `array of ${join(item, listTypes(item, resolve))}` : name));
}
