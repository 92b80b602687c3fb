import { isRef } from "@redocly/openapi-core";
import { isNode, type Node } from "../lib/node.ts";
import type { OpenApiDocument } from "../lib/openapi/document.ts";
import { type Branches, findBranches, listNodes, listRequired } from "./branches.ts";
import { type Element, partsOf } from "./element.ts";
import { listFields } from "./fields.ts";
import { describeType, isNullable, itemsOf } from "./types.ts";

const flags = ["deprecated", "readOnly", "writeOnly"];
/** Keywords that are not compared by their value alone. */
const structure = ["type", "oneOf", "properties", "required", "items", "additionalProperties", ...flags];
/** Keywords that say nothing about a value. */
const annotations = ["title", "description", "example", "examples", "externalDocs", "xml", "discriminator"];

/**
 * Describes a schema: its type, whether it is nullable, its keywords, and its fields. Branches are combined. An array has the
 * fields of its items, and their keywords as `items/format`.
 *
 * @param facts What the element has besides the schema.
 */
export function schemaElement(
  schema: unknown,
  document: OpenApiDocument,
  facts: Element["facts"] = {},
): Element {
  const branches = findBranches(schema, document);
  const { innermost, origin, facts: itemFacts } = describeItems(schema, branches, document);
  const required = listRequired(innermost);
  const fields = [...listFields(innermost)].map(([name, field]) => {
    const isRequired = String(required.includes(name));
    return [`fields/${name}`, () => schemaElement(field, document, { required: isRequired })] as const;
  });
  return {
    origin,
    facts: {
      type: describeType(branches, document),
      nullable: String(isNullable(branches)),
      ...Object.fromEntries(flags.map((flag) => [flag, String(hasFlag(branches, flag))])),
      ...keywordFacts(branches),
      ...itemFacts,
      ...facts,
    },
    parts: partsOf(fields, otherFields(innermost, document)),
  };
}

/** The innermost items of an array, which may be nested, and the keywords of all its items. */
function describeItems(
  schema: unknown,
  branches: Branches,
  document: OpenApiDocument,
): { innermost: Branches; origin: unknown; facts: Record<string, string> } {
  const facts: Record<string, string> = {};
  const seen: unknown[] = [schema];
  let innermost = branches;
  for (
    let items = itemsOf(branches);
    items !== undefined && !seen.includes(items);
    items = itemsOf(innermost)
  ) {
    innermost = findBranches(items, document);
    for (const [name, value] of Object.entries(keywordFacts(innermost))) {
      facts[`${"items/".repeat(seen.length)}${name}`] = value;
    }
    seen.push(items);
  }
  const last = seen.at(-1);
  return { innermost, origin: isNode(last) && isRef(last) ? document.follow(last) : last, facts };
}

/** The keywords of a schema and its branches. A keyword to which branches give several values has all of them. */
function keywordFacts(schema: Branches): Record<string, string> {
  const nodes = listNodes(schema);
  const keywords = new Set(nodes.flatMap((node) => Object.keys(node)).filter(isCompared));
  const facts = [...keywords].map((keyword) => {
    const values = nodes
      .filter((node) => node[keyword] !== undefined)
      .map((node) => describeValue(node[keyword]));
    return [keyword, [...new Set(values)].sort().join(" or ")];
  });
  const isClosed = nodes.some((node) => node["additionalProperties"] === false);
  return Object.fromEntries([...facts, ...(isClosed ? [["additionalProperties", "false"]] : [])]);
}

/** Whether a keyword is a fact by its value: also one that this file does not know. */
function isCompared(keyword: string): boolean {
  return ![...structure, ...annotations].includes(keyword) && !/^(x-|\$)/.test(keyword);
}

/** A value as text. A list, such as `enum`, has no order. A text that could be another value is quoted. */
export function describeValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(describeValue).sort().join(", ");
  const isPlain = typeof value === "string" && !/^(-?\d|true$|false$|null$|$)|,/.test(value);
  return isPlain ? value : JSON.stringify(value);
}

/** Whether a flag applies to every value, whichever alternative it matches. */
function hasFlag({ own, all, alternatives }: Branches, flag: string): boolean {
  const isInAll = alternatives.length > 0 && alternatives.every((branch) => hasFlag(branch, flag));
  return own[flag] === true || all.some((branch) => hasFlag(branch, flag)) || isInAll;
}

/** The values of fields without a name of their own. */
function otherFields(schema: Branches, document: OpenApiDocument): [string, () => Element][] {
  const other = listNodes(schema)
    .map((node): unknown => node["additionalProperties"])
    .find((value): value is Node => isNode(value) && Object.keys(value).length > 0);
  return other === undefined ? [] : [["otherFields", () => schemaElement(other, document)]];
}
