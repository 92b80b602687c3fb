import { isDeepStrictEqual } from "node:util";
import { type Node, toList, toNode } from "../lib/node.ts";
import { matchBranches } from "./branches.ts";
import type { Change, Impact } from "./change.ts";
import type { Comparison } from "./comparison.ts";
import { type ConstraintChange, compareConstraints, constraintKeywords } from "./constraints.ts";
import { compareKeywords } from "./keywords.ts";
import { compareMembers } from "./members.ts";

/** Whether a value is sent in a request or in a response. */
export type Role = "request" | "response";

const alternatives = ["anyOf", "oneOf"];
const handled = [
  ...constraintKeywords,
  ...alternatives,
  ...["allOf", "properties", "required", "additionalProperties", "items", "default"],
];

/**
 * Lists the changes between two schemas. A change that narrows the values of a request, or widens those of a response, breaks
 * clients; the reverse is an addition.
 */
export function* compareSchemas(
  comparison: Comparison,
  usedAt: string,
  role: Role,
  before: unknown,
  after: unknown,
): Generator<Change> {
  if (isDeepStrictEqual(before, after)) return;
  const place = comparison.begin(usedAt, before, after, role);
  if (place === undefined) return;
  const [previous, current] = [schemaOf(before), schemaOf(after)];

  for (const keyword of alternatives) {
    // A schema became one of several alternatives, or the reverse.
    if (
      keyword in previous !== keyword in current &&
      (previous["type"] === undefined) !== (current["type"] === undefined)
    ) {
      yield* compareBranches(
        comparison,
        place,
        role,
        keyword,
        previous[keyword] ?? [before],
        current[keyword] ?? [after],
      );
      return;
    }
    if (keyword in previous && keyword in current) {
      yield* compareBranches(comparison, place, role, keyword, previous[keyword], current[keyword]);
    } else if (keyword in previous || keyword in current) {
      const effect = keyword in current ? "narrows" : "widens";
      const text = `\`${keyword}\` was ${effect === "narrows" ? "added" : "removed"}`;
      yield classify(place, role, { effect, text });
    }
  }
  yield* compareBranches(comparison, place, role, "allOf", previous["allOf"], current["allOf"]);
  for (const change of compareConstraints(previous, current)) yield classify(place, role, change);
  yield* compareDefault(place, role, previous, current);
  yield* compareFields(comparison, place, role, previous, current);
  yield* compareSchemas(comparison, `${place}[]`, role, previous["items"] ?? true, current["items"] ?? true);
  const [previousRest, currentRest] = [
    previous["additionalProperties"] ?? true,
    current["additionalProperties"] ?? true,
  ];
  yield* compareSchemas(comparison, `${place}.*`, role, previousRest, currentRest);
  yield* compareKeywords(place, previous, current, handled);
}

/** The schema `true` allows every value, `false` none. */
function schemaOf(value: unknown): Node {
  return value === false ? { type: [] } : toNode(value);
}

function classify(place: string, role: Role, { effect, text }: ConstraintChange): Change {
  const compatible = role === "request" ? "widens" : "narrows";
  return { impact: effect === compatible ? "addition" : "breaking", place: `${place} (${role})`, text };
}

function* compareBranches(
  comparison: Comparison,
  place: string,
  role: Role,
  keyword: string,
  before: unknown,
  after: unknown,
): Generator<Change> {
  const { changed, removed, added } = matchBranches(
    toList(before),
    toList(after),
    comparison.isSameComponent,
  );
  for (const [previous, current] of changed)
    yield* compareSchemas(comparison, `${place} ${keyword}`, role, previous, current);
  const isAll = keyword === "allOf";
  if (removed.length > 0) {
    yield classify(place, role, {
      effect: isAll ? "widens" : "narrows",
      text: `a branch of \`${keyword}\` was removed`,
    });
  }
  if (added.length > 0) {
    yield classify(place, role, {
      effect: isAll ? "narrows" : "widens",
      text: `a branch of \`${keyword}\` was added`,
    });
  }
}

function* compareDefault(place: string, role: Role, before: Node, after: Node): Generator<Change> {
  if (isDeepStrictEqual(before["default"], after["default"])) return;
  const impact: Impact = "default" in before ? "breaking" : "addition";
  yield { impact, place: `${place} (${role})`, text: "the default changed" };
}

function* compareFields(
  comparison: Comparison,
  place: string,
  role: Role,
  before: Node,
  after: Node,
): Generator<Change> {
  const [previous, current] = [toNode(before["properties"]), toNode(after["properties"])];
  const [wasRequired, isRequired] = [toList(before["required"]), toList(after["required"])];
  yield* compareMembers<Change>(previous, current, {
    *removed(name) {
      yield { impact: "breaking", place: `${place}.${name} (${role})`, text: "the field was removed" };
    },
    *added(name) {
      const isBreaking = role === "request" && isRequired.includes(name);
      const text = isRequired.includes(name) ? "a new required field" : "a new optional field";
      yield { impact: isBreaking ? "breaking" : "addition", place: `${place}.${name} (${role})`, text };
    },
    *kept(name, oldField, newField) {
      yield* compareSchemas(comparison, `${place}.${name}`, role, oldField, newField);
    },
  });
  for (const name of new Set([...wasRequired, ...isRequired].map(String))) {
    const isUnchanged = wasRequired.includes(name) === isRequired.includes(name);
    if (isUnchanged || Object.hasOwn(previous, name) !== Object.hasOwn(current, name)) continue;
    const change: ConstraintChange = isRequired.includes(name)
      ? { effect: "narrows", text: "is now required" }
      : { effect: "widens", text: "is now optional" };
    yield classify(`${place}.${name}`, role, change);
  }
}
