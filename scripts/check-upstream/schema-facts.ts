import { isNode, type Node, toList, toNode } from "../lib/node.ts";
import type { Fact } from "./facts.ts";
import { mergeBranches, type Resolve } from "./schema-branches.ts";
import { describeType, isNullable } from "./schema-type.ts";

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

/** What a schema says of a value, and of each of its fields. The fields of a list are those of its items. */
export function schemaFacts(at: string, schema: unknown, resolve: Resolve): Fact[] {
  return factsWithin(at, schema, resolve, new Set());
}

function factsWithin(at: string, schema: unknown, resolve: Resolve, above: ReadonlySet<string>): Fact[] {
  const node = mergeBranches(resolve(schema), resolve);
  const item = innermost(node, resolve);
  const facts: Fact[] = [
    [`${at}/type`, describeType(node, resolve)],
    [`${at}/nullable`, String(isNullable(node, resolve))],
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

function innermost(schema: Node, resolve: Resolve): Node {
  return isNode(schema["items"])
    ? innermost(mergeBranches(resolve(schema["items"]), resolve), resolve)
    : schema;
}
