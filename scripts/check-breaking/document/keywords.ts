import { isDeepStrictEqual } from "node:util";
import { isNode, type Node } from "../../lib/node.ts";
import { addition, breaking, type Change, docs } from "../change.ts";
import type { Role } from "../visits.ts";

/** Keywords that the generated types express, or that the comparison follows. */
const structure = [
  "paths components parameters requestBody responses content headers schema security operationId in name",
  "get put post delete options head patch trace query",
  "type enum const properties required items allOf anyOf oneOf",
].flatMap((keywords) => keywords.split(" "));

const prose = ["summary", "description", "title", "example", "externalDocs", "$comment"];
const upperBounds = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];
const lowerBounds = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];
const rules = ["pattern", "multipleOf", "uniqueItems", "contentEncoding", "contentMediaType"];

/** What a change of these keywords breaks. */
const broken: Readonly<Record<string, string>> = {
  format: "types of other generators",
  tags: "names that other generators made",
  style: "requests of other generators",
  explode: "requests of other generators",
  allowReserved: "requests of other generators",
  allowEmptyValue: "requests of other generators",
  servers: "requests of other generators",
};

/**
 * Lists the changes of the keywords that the generated types do not express. Whoever uses the document at run time notices
 * them: validators such as the fixture, and other generators. An unknown keyword counts as breaking.
 */
export function* compareKeywords(place: string, role: Role, before: Node, after: Node): Generator<Change> {
  for (const keyword of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (structure.includes(keyword)) continue;
    const [previous, current] = [before, after].map((node) => node[keyword] ?? defaultOf(keyword, node));
    if (isDeepStrictEqual(previous, current)) continue;
    yield* compareKeyword(keyword, place, role, previous, current);
  }
}

function* compareKeyword(
  keyword: string,
  place: string,
  role: Role,
  before: unknown,
  after: unknown,
): Generator<Change> {
  const text = describe(keyword, before, after);
  const remedy = before === undefined ? "remove it" : `restore ${print(before)}`;
  const isRequest = role === "request";
  if (prose.includes(keyword) || keyword.startsWith("x-")) yield docs(place, `the ${keyword} changed`);
  else if (keyword === "examples") yield* compareExamples(place, role, before, after);
  else if (keyword === "deprecated") {
    yield addition(place, after === true ? "is now deprecated" : "is no longer deprecated");
  } else if (keyword === "default") {
    if (before === undefined || !isRequest) yield docs(place, text);
    else yield breaking(place, text, "requests that rely on it", remedy);
  } else if (keyword === "additionalProperties") {
    // The generated types express a schema here, but not whether other fields are forbidden.
    if (before !== false && after !== false) return;
    const closed = after === false;
    const effect = closed ? "other fields are no longer allowed" : "other fields are now allowed";
    yield classify(place, role, closed ? "narrows" : "widens", effect, "allow them");
  } else if (upperBounds.includes(keyword) || lowerBounds.includes(keyword)) {
    const isUpper = upperBounds.includes(keyword);
    const limit = isUpper ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    const isIncrease = Number(after ?? limit) > Number(before ?? limit);
    yield classify(place, role, isIncrease === isUpper ? "widens" : "narrows", text, remedy);
  } else if (rules.includes(keyword)) {
    const isGone = after === undefined || after === false;
    yield classify(place, role, isGone ? "widens" : "narrows", text, remedy);
  } else if (broken[keyword] !== undefined) {
    yield breaking(place, text, broken[keyword], remedy);
  } else {
    yield breaking(place, `the unknown keyword \`${keyword}\` changed`, "an unknown use", "restore it");
  }
}

/**
 * A request that was valid has to remain valid. Nobody sends a response that the document describes but GitLab, so a narrower
 * one is better documentation; a wider one may surprise whoever reads it.
 */
export function classify(
  place: string,
  role: Role,
  effect: "narrows" | "widens",
  text: string,
  remedy: string,
): Change {
  if (effect === "widens") return addition(place, text);
  return role === "request" ? breaking(place, text, "requests that were valid", remedy) : docs(place, text);
}

/** The fixture returns a named example of a response for the header `Prefer: example=NAME`. */
function* compareExamples(place: string, role: Role, before: unknown, after: unknown): Generator<Change> {
  const [names, newNames] = [before, after].map((examples) =>
    isNode(examples) ? Object.keys(examples) : [],
  );
  const removed = (names ?? []).filter((name) => !newNames?.includes(name));
  if (role === "request" || removed.length === 0) yield docs(place, "the examples changed");
  else {
    const text = `the ${removed.length > 1 ? "examples" : "example"} ${removed.join(", ")} disappeared`;
    yield breaking(place, text, "`Prefer: example=…` of the fixture", "restore it");
  }
}

/** The value of a keyword that is not stated. */
function defaultOf(keyword: string, { in: location, style }: Node): unknown {
  const isForm = location === "query" || location === "cookie";
  if (keyword === "style") return isForm ? "form" : "simple";
  if (keyword === "explode") return style === undefined ? isForm : style === "form";
  if (keyword === "additionalProperties") return true;
  const flags = ["deprecated", "uniqueItems", "allowReserved", "allowEmptyValue", "readOnly", "writeOnly"];
  if (flags.includes(keyword)) return false;
  return /^min(Length|Items|Properties)$/.test(keyword) ? 0 : undefined;
}

function describe(keyword: string, before: unknown, after: unknown): string {
  if (after === undefined) return `\`${keyword}\` ${print(before)} was removed`;
  return before === undefined
    ? `\`${keyword}\` ${print(after)} was added`
    : `\`${keyword}\` changed from ${print(before)} to ${print(after)}`;
}

function print(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
