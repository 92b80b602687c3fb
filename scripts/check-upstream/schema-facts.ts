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

/** The facts that a schema states about a value and its fields. An array has the fields of its items. */
export function schemaFacts(at: string, schema: unknown, resolve: Resolve): Fact[] {
  return factsWithin(at, schema, resolve, new Set());
}

function factsWithin(at: string, schema: unknown, resolve: Resolve, ancestors: ReadonlySet<string>): Fact[] {
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
  // A recursive schema: its fields are already listed.
  if (references.some((reference) => ancestors.has(reference))) return facts;
  const within = new Set([...ancestors, ...references]);
  const required = toList(item["required"]);
  for (const [name, field] of Object.entries(toNode(item["properties"]))) {
    const place = `${at}/fields/${name}`;
    facts.push([place, "present"], [`${place}/required`, String(required.includes(name))]);
    facts.push(...factsWithin(place, field, resolve, within));
  }
  return facts;
}

/** The references of a schema itself, of its items and of its branches. */
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
