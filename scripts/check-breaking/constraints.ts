import { isDeepStrictEqual } from "node:util";
import type { Node } from "../lib/node.ts";

/** How a change moves the set of values that a schema allows. */
export interface Shift {
  /** `changed`: some values are gone and others are new. */
  to: "narrower" | "wider" | "changed";
  text: string;
}

const upperBounds = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];
const lowerBounds = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];
const rules = ["pattern", "format", "multipleOf", "uniqueItems", "contentEncoding", "contentMediaType"];

/** The keywords that {@link compareConstraints} looks at. */
export const constraintKeywords = ["type", "enum", "const", ...upperBounds, ...lowerBounds, ...rules];

/** How the keywords that limit a single value changed between two schemas. */
export function* compareConstraints(before: Node, after: Node): Generator<Shift> {
  yield* compareTypes(typesOf(before), typesOf(after));
  yield* compareValues(valuesOf(before), valuesOf(after));
  for (const keyword of upperBounds) {
    yield* compareBound(keyword, before[keyword], after[keyword], Number.POSITIVE_INFINITY);
  }
  for (const keyword of lowerBounds) {
    yield* compareBound(keyword, before[keyword], after[keyword], Number.NEGATIVE_INFINITY);
  }
  for (const keyword of rules) yield* compareRule(keyword, before[keyword], after[keyword]);
}

function typesOf(schema: Node): unknown[] {
  const { type = ["null", "boolean", "object", "array", "number", "string"] } = schema;
  return [type].flat();
}

function* compareTypes(before: unknown[], after: unknown[]): Generator<Shift> {
  const isIn = (types: unknown[]) => (type: unknown) =>
    types.includes(type) || (type === "integer" && types.includes("number"));
  const lost = before.filter((type) => !isIn(after)(type));
  const gained = after.filter((type) => !isIn(before)(type));
  if (lost.length > 0 && after.length === 0) yield { to: "narrower", text: "is no longer allowed" };
  else if (gained.length > 0 && before.length === 0) yield { to: "wider", text: "is allowed now" };
  else {
    if (lost.length > 0) yield { to: "narrower", text: `can no longer be ${lost.join(", ")}` };
    if (gained.length > 0) yield { to: "wider", text: `can now be ${gained.join(", ")}` };
  }
}

function valuesOf(schema: Node): unknown[] | undefined {
  if ("const" in schema) return [schema["const"]];
  return Array.isArray(schema["enum"]) ? schema["enum"] : undefined;
}

function* compareValues(before: unknown[] | undefined, after: unknown[] | undefined): Generator<Shift> {
  const isIn = (values: unknown[]) => (value: unknown) =>
    values.some((other) => isDeepStrictEqual(other, value));
  const print = (values: unknown[]) => values.map((value) => JSON.stringify(value)).join(", ");
  if (before === undefined && after === undefined) return;
  if (before === undefined) {
    yield { to: "narrower", text: `is limited to ${print(after ?? [])}` };
  } else if (after === undefined) {
    yield { to: "wider", text: `is no longer limited to ${print(before)}` };
  } else {
    const lost = before.filter((value) => !isIn(after)(value));
    const gained = after.filter((value) => !isIn(before)(value));
    if (lost.length > 0) yield { to: "narrower", text: `no longer has the value ${print(lost)}` };
    if (gained.length > 0) yield { to: "wider", text: `has the new value ${print(gained)}` };
  }
}

function* compareBound(keyword: string, before: unknown, after: unknown, none: number): Generator<Shift> {
  if (before === after) return;
  const rises = Number(after ?? none) > Number(before ?? none);
  const isUpper = none > 0;
  yield { to: rises === isUpper ? "wider" : "narrower", text: wording(keyword, before, after) };
}

function* compareRule(keyword: string, before: unknown, after: unknown): Generator<Shift> {
  const had = before !== undefined && before !== false;
  const has = after !== undefined && after !== false;
  if (before === after || !(had || has)) return;
  const to = had && has ? "changed" : has ? "narrower" : "wider";
  yield { to, text: wording(keyword, before, after) };
}

function wording(keyword: string, before: unknown, after: unknown): string {
  if (after === undefined) return `\`${keyword}\` is gone, it was ${before}`;
  return before === undefined
    ? `\`${keyword}\` is new: ${after}`
    : `\`${keyword}\` is ${after}, it was ${before}`;
}
