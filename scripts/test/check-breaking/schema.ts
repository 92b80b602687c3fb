import { type Node, toList, toNode } from "../../lib/node.ts";

/** The alternatives of a schema: schemas that have literals or a single type, `null` first. */
export function alternativesOf(schema: Node): Node[] {
  const { allOf, ...own } = schema;
  const branches = toList(allOf).map(toNode);
  if (branches.length > 0) {
    const properties = Object.assign({}, ...[...branches, own].map((branch) => toNode(branch["properties"])));
    const required = [...branches, own].flatMap((branch) => toList(branch["required"]));
    const merged = Object.assign({}, ...branches, own);
    return alternativesOf(Object.keys(properties).length > 0 ? { ...merged, properties, required } : merged);
  }
  const nested = [...toList(schema["anyOf"]), ...toList(schema["oneOf"])].map(toNode);
  if (nested.length > 0) return sort(nested.flatMap(alternativesOf));
  const types = [schema["type"]].flat();
  if (literalsOf(schema) || types.length === 1) return [schema];
  return sort(types.map((type) => ({ ...schema, type })));
}

/** The values of an `enum` or `const`, as TypeScript. */
export function literalsOf(schema: Node): string[] | undefined {
  const values = "const" in schema ? [schema["const"]] : schema["enum"];
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)) : undefined;
}

/** The names of the components, by the component. */
export type Names = ReadonlyMap<unknown, string>;

/** The name of a type that was declared by hand for a component, if the schema is one. */
export function declaredName(schema: Node, names: Names): string | undefined {
  const name = names.get(schema);
  return name?.startsWith("schemas/") ? `My${name.slice("schemas/".length)}` : undefined;
}

/** The type that a user would declare by hand. */
export function declare(schema: Node, names: Names): string {
  return declaredName(schema, names) ?? define(schema, names);
}

/** The definition of the type. */
export function define(schema: Node, names: Names): string {
  const alternatives = alternativesOf(schema).map((one) =>
    one === schema ? defineOne(one, names) : declare(one, names),
  );
  return [...new Set(alternatives)].join(" | ");
}

function defineOne(schema: Node, names: Names): string {
  const literals = literalsOf(schema);
  if (literals) return literals.join(" | ");
  const { type, items, properties, additionalProperties } = schema;
  if (type === "integer" || type === "number") return "number";
  if (type === "array") return `readonly (${declare(toNode(items), names)})[]`;
  if (type !== "object") return type === undefined ? "unknown" : String(type);
  const fields = Object.entries(toNode(properties)).map(([name, field]) => {
    const isRequired = toList(schema["required"]).includes(name);
    return `${JSON.stringify(name)}${isRequired ? "" : "?"}: ${declare(toNode(field), names)}`;
  });
  const rest = toNode(additionalProperties);
  if (rest["type"] !== undefined) fields.push(`[name: string]: ${declare(rest, names)}`);
  return fields.length === 0 ? "object" : `{ ${fields.join("; ")} }`;
}

function sort(alternatives: readonly Node[]): Node[] {
  const order = ["null", "string", "integer", "number", "boolean", "array", "object"];
  return alternatives.toSorted(
    (one, other) => order.indexOf(String(one["type"])) - order.indexOf(String(other["type"])),
  );
}
