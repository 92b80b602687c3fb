import type { Fact } from "./facts.ts";
import { isNode, type Node, toList, toNode } from "./node.ts";

/** Follows a `$ref`. */
export type Resolve = (node: unknown) => Node;

const keywords = [
  "format",
  "enum",
  "default",
  "pattern",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
];

/** What a schema says of a value: type, nullable, bounds, and the same of every field. The fields of a list are those of its items. */
export function schemaFacts(at: string, schema: unknown, resolve: Resolve): Fact[] {
  return factsWithin(at, schema, resolve, new Set());
}

function factsWithin(at: string, schema: unknown, resolve: Resolve, above: ReadonlySet<string>): Fact[] {
  const node = merge(resolve(schema), resolve);
  const item = toNode(innermost(node, resolve));
  const facts: Fact[] = [
    [`${at}/type`, typeOf(node, resolve)],
    [`${at}/nullable`, String(types(node, resolve).includes("null"))],
  ];
  for (const part of node === item ? [node] : [node, item]) {
    for (const keyword of keywords) {
      const value = part[keyword];
      if (value !== undefined)
        facts.push([`${at}/${keyword}`, Array.isArray(value) ? value.toSorted().join(", ") : String(value)]);
    }
    if (part["additionalProperties"] === false) facts.push([`${at}/additionalProperties`, "false"]);
  }
  const references = findReferences(schema, resolve);
  // A schema within itself: its fields are described already.
  if (references.some((reference) => above.has(reference))) return facts;
  const within = new Set([...above, ...references]);
  const required = toList(item["required"]);
  for (const [name, field] of Object.entries(toNode(item["properties"]))) {
    const place = `${at}/fields/${name}`;
    facts.push([place, "present"], [`${place}/required`, String(required.includes(name))]);
    facts.push(...factsWithin(place, field, resolve, within));
  }
  return facts;
}

/** What a schema refers to, as such, as its items, or as a branch. */
function findReferences(schema: unknown, resolve: Resolve): string[] {
  const { items, anyOf, oneOf, allOf } = resolve(schema);
  const parts = [schema, items, ...[anyOf, oneOf, allOf].flatMap(toList)];
  return parts.map((part) => toNode(part)["$ref"]).filter((reference) => typeof reference === "string");
}

/** One schema of all its branches: a field is required when every alternative requires it, or any part of an `allOf`. */
function merge(schema: Node, resolve: Resolve): Node {
  const parts = branches(schema, "allOf", resolve);
  const alternatives = [...branches(schema, "anyOf", resolve), ...branches(schema, "oneOf", resolve)].filter(
    ({ type }) => type !== "null",
  );
  if (parts.length + alternatives.length === 0) return schema;
  const [first, ...others] = alternatives.map(({ required }) => toList(required));
  const always = (first ?? []).filter((name) => others.every((names) => names.includes(name)));
  const all = [...parts, ...alternatives, schema];
  // With one alternative beside null, its keywords are the schema's own.
  const inherited = [...parts, ...(others.length === 0 ? alternatives : [])];
  return {
    ...Object.assign({}, ...inherited),
    ...schema,
    properties: Object.assign({}, ...all.map(({ properties }) => properties)),
    required: [...always, ...[...parts, schema].flatMap(({ required }) => toList(required))],
  };
}

function branches(schema: Node, keyword: string, resolve: Resolve): Node[] {
  return toList(schema[keyword]).map((branch) => merge(resolve(branch), resolve));
}

function innermost(schema: Node, resolve: Resolve): Node {
  return isNode(schema["items"]) ? innermost(merge(resolve(schema["items"]), resolve), resolve) : schema;
}

function typeOf(schema: Node, resolve: Resolve): string {
  const names = types(schema, resolve).filter((name) => name !== "null");
  // Exactly one, which is not the same as any: a whole number is a number too.
  const exclusive = names.length > 1 && Array.isArray(schema["oneOf"]);
  return `${exclusive ? "oneOf " : ""}${[...new Set(names)].sort().join(" or ")}`;
}

function types(schema: Node, resolve: Resolve): string[] {
  const alternatives = ["anyOf", "oneOf"].flatMap((keyword) => branches(schema, keyword, resolve));
  if (alternatives.length > 0) return alternatives.flatMap((branch) => types(branch, resolve));
  const { type, items, properties } = schema;
  const names = Array.isArray(type) ? type.map(String) : [String(type ?? (properties ? "object" : "any"))];
  return names.map((name) =>
    name === "array" ? `array of ${typeOf(merge(resolve(items), resolve), resolve)}` : name,
  );
}
