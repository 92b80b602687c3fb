import { type Node, toNode } from "../lib/node.ts";
import type { Branches } from "./branches.ts";

/** The schemas that were combined, and the combination, which is always the same object. */
const combinations = new WeakMap<object, { keyword: string; schemas: readonly unknown[]; result: Node }[]>();

/** The fields of a schema and its branches. A field that several branches describe has the branches of all of them. */
export function listFields({ own, all, alternatives }: Branches): ReadonlyMap<string, unknown> {
  const optional = combineFields("anyOf", alternatives.map(listFields));
  return combineFields("allOf", [
    new Map(Object.entries(toNode(own["properties"]))),
    ...all.map(listFields),
    optional,
  ]);
}

function combineFields(
  keyword: string,
  lists: readonly ReadonlyMap<string, unknown>[],
): Map<string, unknown> {
  const names = new Set(lists.flatMap((fields) => [...fields.keys()]));
  return new Map(
    [...names].map((name) => {
      const schemas = new Set(lists.flatMap((fields) => (fields.has(name) ? [fields.get(name)] : [])));
      return [name, combine(keyword, [...schemas])];
    }),
  );
}

function combine(keyword: string, schemas: readonly unknown[]): unknown {
  const [first] = schemas;
  if (schemas.length === 1 || typeof first !== "object" || first === null) return first;
  const known = combinations.get(first) ?? [];
  const found = known.find(
    (entry) =>
      entry.keyword === keyword &&
      entry.schemas.length === schemas.length &&
      entry.schemas.every((schema, index) => schema === schemas[index]),
  );
  if (found) return found.result;
  const result = { [keyword]: schemas };
  combinations.set(first, [...known, { keyword, schemas, result }]);
  return result;
}
