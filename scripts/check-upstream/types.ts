import type { OpenApiDocument } from "../lib/openapi/document.ts";
import { type Branches, findBranches, listNodes } from "./branches.ts";

/** The type of a value, without null: `integer`, `integer or string`, `array of object`. */
export function describeType(schema: Branches, document: OpenApiDocument): string {
  return describe(schema, document, [], false);
}

/** Whether a value may be null. */
export function isNullable(schema: Branches): boolean {
  return listTypes(schema)?.includes("null") ?? false;
}

/** The schema of an array's items, `undefined` for any other schema. */
export function itemsOf(schema: Branches): unknown {
  return listNodes(schema).find((node) => node["items"] !== undefined)?.["items"];
}

function describe(
  schema: Branches,
  document: OpenApiDocument,
  ancestors: readonly unknown[],
  withNull: boolean,
): string {
  const names = listTypes(schema) ?? ["any"];
  const items = itemsOf(schema);
  const described = names
    .filter((name) => withNull || name !== "null")
    .map((name) => {
      if (name !== "array") return name;
      if (ancestors.includes(items)) return "array of itself";
      return `array of ${describe(findBranches(items, document), document, [...ancestors, items], true)}`;
    });
  // `oneOf` differs from `anyOf`: a number in a path matches both an integer and a string.
  const isExclusive = described.length > 1 && listNodes(schema).some((node) => node["oneOf"] !== undefined);
  return `${isExclusive ? "oneOf " : ""}${[...new Set(described)].sort().join(" or ")}`;
}

/** The types of a schema, or of its branches; `undefined` if it has any type. */
function listTypes({ own, all, alternatives, isNullAlternative }: Branches): string[] | undefined {
  const { type } = own;
  if (type !== undefined) return Array.isArray(type) ? type.map(String) : [String(type)];
  if (alternatives.length > 0 || isNullAlternative) {
    const lists = alternatives.map((alternative) => listTypes(alternative) ?? ["any"]);
    return [...lists.flat(), ...(isNullAlternative ? ["null"] : [])];
  }
  return all.map(listTypes).find((types) => types !== undefined);
}
