import { isDeepStrictEqual } from "node:util";
import { isNode, type Node, toList, toNode } from "../../lib/node.ts";
import type { DereferencedDocument } from "../../lib/openapi/dereference.ts";
import { breaking, type Change } from "../change.ts";
import { match } from "../match.ts";
import type { Role, Visits } from "../visits.ts";
import { classify, compareKeywords } from "./keywords.ts";

/** Two documents, and which of their parts have been compared. */
export interface DocumentComparison {
  readonly before: DereferencedDocument;
  readonly after: DereferencedDocument;
  readonly visits: Visits;
}

/** Lists the changes between two schemas that the generated types do not show. */
export function* compareSchemas(
  comparison: DocumentComparison,
  usedAt: string,
  role: Role,
  before: unknown,
  after: unknown,
): Generator<Change> {
  if (!isNode(before) || !isNode(after)) return;
  const namesOf = (one: unknown, other: unknown) =>
    [comparison.before.names.get(one), comparison.after.names.get(other)] as const;
  const place = comparison.visits.begin(usedAt, role, [before, after], namesOf(before, after));
  if (place === undefined) return;
  const [previous, current] = [merge(before), merge(after)];
  if ("oneOf" in previous !== "oneOf" in current) {
    const isAdded = "oneOf" in current;
    const text = isAdded ? "may match only one of its alternatives" : "may match several of its alternatives";
    yield classify(place, role, isAdded ? "narrows" : "widens", text, "use `anyOf`");
  }
  const [alternatives, newAlternatives] = [alternativesOf(previous), alternativesOf(current)];
  const { pairs } = match(
    alternatives ?? [before],
    newAlternatives ?? [after],
    (one, other) => {
      const [name, newName] = namesOf(one, other);
      return name !== undefined && name === newName;
    },
    isDeepStrictEqual,
    (one, other) => isDeepStrictEqual(toNode(one)["type"], toNode(other)["type"]),
  );
  if (alternatives || newAlternatives) {
    for (const [one, other] of pairs) yield* compareSchemas(comparison, place, role, one, other);
    // One of them is an alternative of the other, so that their keywords are not about the same values.
    if (!(alternatives && newAlternatives)) return;
  }
  yield* compareKeywords(place, role, previous, current);
  yield* compareNumbers(place, role, previous, current);
  yield* compareRequired(place, role, before, after);
  const fields = toNode(current["properties"]);
  for (const [name, field] of Object.entries(toNode(previous["properties"])))
    yield* compareSchemas(comparison, `${place}.${name}`, role, field, fields[name]);
  yield* compareSchemas(comparison, `${place}[]`, role, previous["items"], current["items"]);
  const [rest, newRest] = [previous["additionalProperties"], current["additionalProperties"]];
  yield* compareSchemas(comparison, `${place}.*`, role, rest, newRest);
}

/** The schema with the keywords of its `allOf`. */
function merge(schema: Node): Node {
  const branches = [...toList(schema["allOf"]).map((branch) => merge(toNode(branch))), schema];
  const properties = branches.map((branch) => toNode(branch["properties"]));
  return { ...Object.assign({}, ...branches), properties: Object.assign({}, ...properties) };
}

function alternativesOf(schema: Node): readonly unknown[] | undefined {
  const alternatives = [...toList(schema["anyOf"]), ...toList(schema["oneOf"])];
  return alternatives.length > 0 ? alternatives : undefined;
}

/** openapi-typescript ignores that a field is required if another schema of an `allOf` defines it. */
function* compareRequired(place: string, role: Role, before: Node, after: Node): Generator<Change> {
  const required = listRequired(before).map(({ name }) => name);
  for (const { name, isTyped } of listRequired(after)) {
    if (role === "response" || isTyped || required.includes(name)) continue;
    yield breaking(`${place}.${name}`, "is now required", "requests that were valid", "make it optional");
  }
}

function listRequired({ allOf, required, properties }: Node): { name: string; isTyped: boolean }[] {
  const own = toList(required).map((name) => ({
    name: String(name),
    isTyped: String(name) in toNode(properties),
  }));
  return [...own, ...toList(allOf).flatMap((branch) => listRequired(toNode(branch)))];
}

/** TypeScript has one type for integers and other numbers. */
function* compareNumbers(place: string, role: Role, before: Node, after: Node): Generator<Change> {
  const [previous, current] = [numberOf(before), numberOf(after)];
  if (previous === undefined || current === undefined || previous === current) return;
  const broken =
    role === "request" && current === "integer" ? "requests that were valid" : "types of other generators";
  yield breaking(place, `changed from ${previous} to ${current}`, broken, `restore ${previous}`);
}

function numberOf({ type }: Node): string | undefined {
  return ["number", "integer"].find((name) => [type].flat().includes(name));
}
