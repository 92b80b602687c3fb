import { isDeepStrictEqual } from "node:util";
import type { Node } from "../lib/node.ts";

/** A change of the set of values that a schema allows. */
export interface ConstraintChange {
  /** `replaces`: some values are no longer allowed, and others have become allowed. */
  effect: "narrows" | "widens" | "replaces";
  text: string;
}

const upperBounds = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];
const lowerBounds = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];
const rules = ["pattern", "format", "multipleOf", "uniqueItems", "contentEncoding", "contentMediaType"];

/** The keywords that {@link compareConstraints} compares. */
export const constraintKeywords = ["type", "enum", "const", ...upperBounds, ...lowerBounds, ...rules];

/** Lists the changes of the keywords that constrain a single value. */
export function* compareConstraints(before: Node, after: Node): Generator<ConstraintChange> {
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

function* compareTypes(before: unknown[], after: unknown[]): Generator<ConstraintChange> {
  const isIn = (types: unknown[]) => (type: unknown) =>
    types.includes(type) || (type === "integer" && types.includes("number"));
  const lost = before.filter((type) => !isIn(after)(type));
  const gained = after.filter((type) => !isIn(before)(type));
  if (lost.length > 0 && after.length === 0) yield { effect: "narrows", text: "is no longer allowed" };
  else if (gained.length > 0 && before.length === 0) yield { effect: "widens", text: "is now allowed" };
  else {
    if (lost.length > 0) yield { effect: "narrows", text: `can no longer be ${lost.join(", ")}` };
    if (gained.length > 0) yield { effect: "widens", text: `can now be ${gained.join(", ")}` };
  }
}

function valuesOf(schema: Node): unknown[] | undefined {
  if ("const" in schema) return [schema["const"]];
  return Array.isArray(schema["enum"]) ? schema["enum"] : undefined;
}

function* compareValues(
  before: unknown[] | undefined,
  after: unknown[] | undefined,
): Generator<ConstraintChange> {
  const isIn = (values: unknown[]) => (value: unknown) =>
    values.some((other) => isDeepStrictEqual(other, value));
  const print = (values: unknown[]) => values.map((value) => JSON.stringify(value)).join(", ");
  if (before === undefined && after === undefined) return;
  if (before === undefined) {
    yield { effect: "narrows", text: `is now limited to ${print(after ?? [])}` };
  } else if (after === undefined) {
    yield { effect: "widens", text: `is no longer limited to ${print(before)}` };
  } else {
    const lost = before.filter((value) => !isIn(after)(value));
    const gained = after.filter((value) => !isIn(before)(value));
    if (lost.length > 0) yield { effect: "narrows", text: `no longer has the value ${print(lost)}` };
    if (gained.length > 0) yield { effect: "widens", text: `has the new value ${print(gained)}` };
  }
}

function* compareBound(
  keyword: string,
  before: unknown,
  after: unknown,
  unbounded: number,
): Generator<ConstraintChange> {
  if (before === after) return;
  const isIncrease = Number(after ?? unbounded) > Number(before ?? unbounded);
  const isUpper = unbounded > 0;
  yield {
    effect: isIncrease === isUpper ? "widens" : "narrows",
    text: describeChange(keyword, before, after),
  };
}

function* compareRule(keyword: string, before: unknown, after: unknown): Generator<ConstraintChange> {
  const had = before !== undefined && before !== false;
  const has = after !== undefined && after !== false;
  if (before === after || !(had || has)) return;
  const effect = had && has ? "replaces" : has ? "narrows" : "widens";
  yield { effect, text: describeChange(keyword, before, after) };
}

function describeChange(keyword: string, before: unknown, after: unknown): string {
  if (after === undefined) return `\`${keyword}\` ${before} was removed`;
  return before === undefined
    ? `\`${keyword}\` ${after} was added`
    : `\`${keyword}\` changed from ${before} to ${after}`;
}
