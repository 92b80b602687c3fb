import { isDeepStrictEqual } from "node:util";
import { type Node, toList, toNode } from "../lib/node.ts";
import { matchBranches } from "./branches.ts";
import type { Change, Weight } from "./change.ts";
import type { Comparison } from "./comparison.ts";
import { compareConstraints, constraintKeywords, type Shift } from "./constraints.ts";
import { compareKeywords } from "./keywords.ts";
import { compareMembers } from "./members.ts";

/** Who writes a value: a client in a request, the server in a response. */
export type Role = "request" | "response";

const alternatives = ["anyOf", "oneOf"];
const weighed = [
  ...constraintKeywords,
  ...alternatives,
  ...["allOf", "properties", "required", "additionalProperties", "items", "default"],
];

/**
 * The changes between two schemas. What narrows the values of a request, or widens those of a response, breaks a client;
 * the other way round it is an addition.
 */
export function* compareSchemas(
  comparison: Comparison,
  use: string,
  role: Role,
  before: unknown,
  after: unknown,
): Generator<Change> {
  if (isDeepStrictEqual(before, after)) return;
  const place = comparison.enter(use, before, after, role);
  if (place === undefined) return;
  const [old, now] = [schemaOf(before), schemaOf(after)];

  for (const keyword of alternatives) {
    // A schema that became one of several, or the other way round.
    if (keyword in old !== keyword in now && (old["type"] === undefined) !== (now["type"] === undefined)) {
      yield* compareBranches(
        comparison,
        place,
        role,
        keyword,
        old[keyword] ?? [before],
        now[keyword] ?? [after],
      );
      return;
    }
    if (keyword in old && keyword in now) {
      yield* compareBranches(comparison, place, role, keyword, old[keyword], now[keyword]);
    } else if (keyword in old || keyword in now) {
      const to = keyword in now ? "narrower" : "wider";
      yield weigh(place, role, { to, text: `\`${keyword}\` is ${to === "narrower" ? "new" : "gone"}` });
    }
  }
  yield* compareBranches(comparison, place, role, "allOf", old["allOf"], now["allOf"]);
  for (const shift of compareConstraints(old, now)) yield weigh(place, role, shift);
  yield* compareDefault(place, role, old, now);
  yield* compareFields(comparison, place, role, old, now);
  yield* compareSchemas(comparison, `${place}[]`, role, old["items"] ?? true, now["items"] ?? true);
  const [oldRest, newRest] = [old["additionalProperties"] ?? true, now["additionalProperties"] ?? true];
  yield* compareSchemas(comparison, `${place}.*`, role, oldRest, newRest);
  yield* compareKeywords(place, old, now, weighed);
}

/** `true` and `false` are schemas too: of anything, and of nothing. */
function schemaOf(value: unknown): Node {
  return value === false ? { type: [] } : toNode(value);
}

function weigh(place: string, role: Role, { to, text }: Shift): Change {
  const harmless = role === "request" ? "wider" : "narrower";
  return { weight: to === harmless ? "addition" : "breaking", place: `${place} (${role})`, text };
}

function* compareBranches(
  comparison: Comparison,
  place: string,
  role: Role,
  keyword: string,
  before: unknown,
  after: unknown,
): Generator<Change> {
  const { kept, removed, added } = matchBranches(toList(before), toList(after), comparison.isSameComponent);
  for (const [old, now] of kept) yield* compareSchemas(comparison, `${place} ${keyword}`, role, old, now);
  const isAll = keyword === "allOf";
  if (removed.length > 0) {
    yield weigh(place, role, { to: isAll ? "wider" : "narrower", text: `\`${keyword}\` lost a branch` });
  }
  if (added.length > 0) {
    yield weigh(place, role, { to: isAll ? "narrower" : "wider", text: `\`${keyword}\` has a new branch` });
  }
}

function* compareDefault(place: string, role: Role, before: Node, after: Node): Generator<Change> {
  if (isDeepStrictEqual(before["default"], after["default"])) return;
  const weight: Weight = "default" in before ? "breaking" : "addition";
  yield { weight, place: `${place} (${role})`, text: "the default changed" };
}

function* compareFields(
  comparison: Comparison,
  place: string,
  role: Role,
  before: Node,
  after: Node,
): Generator<Change> {
  const [old, now] = [toNode(before["properties"]), toNode(after["properties"])];
  const [wasRequired, isRequired] = [toList(before["required"]), toList(after["required"])];
  yield* compareMembers<Change>(old, now, {
    *removed(name) {
      yield { weight: "breaking", place: `${place}.${name} (${role})`, text: "the field is gone" };
    },
    *added(name) {
      const isDemand = role === "request" && isRequired.includes(name);
      const text = isRequired.includes(name) ? "a new required field" : "a new optional field";
      yield { weight: isDemand ? "breaking" : "addition", place: `${place}.${name} (${role})`, text };
    },
    *kept(name, one, other) {
      yield* compareSchemas(comparison, `${place}.${name}`, role, one, other);
    },
  });
  for (const name of new Set([...wasRequired, ...isRequired].map(String))) {
    const isUnchanged = wasRequired.includes(name) === isRequired.includes(name);
    if (isUnchanged || Object.hasOwn(old, name) !== Object.hasOwn(now, name)) continue;
    const shift: Shift = isRequired.includes(name)
      ? { to: "narrower", text: "is required now" }
      : { to: "wider", text: "is optional now" };
    yield weigh(`${place}.${name}`, role, shift);
  }
}
