import type ts from "typescript";
import { addition, breaking, type Change } from "../change.ts";
import { compareMembers } from "../members.ts";
import type { Role, Visits } from "../visits.ts";
import { compareAlternatives, matchAlternatives } from "./alternatives.ts";
import { type Field, isObject, type NamedType, type TypePair } from "./generated-types.ts";

/** Two documents' types, and which of them have been compared. */
export interface TypeComparison {
  readonly types: TypePair;
  readonly visits: Visits;
}

/** Lists the changes between two types that matter to code that writes requests, or reads responses. */
export function* compareTypes(
  comparison: TypeComparison,
  usedAt: string,
  role: Role,
  before: NamedType,
  after: NamedType,
): Generator<Change> {
  const { types, visits } = comparison;
  const names = [before.name, after.name] as const;
  // `string` is the same type wherever it is used.
  const isVisited = names[0] !== undefined || (isObject(before.type) && isObject(after.type));
  const place = isVisited ? visits.begin(usedAt, role, [before.type, after.type], names) : usedAt;
  if (place === undefined) return;
  const alternatives = matchAlternatives(types, before.type, after.type);
  for (const [one, other] of alternatives.pairs) {
    if (one.type === before.type && other.type === after.type)
      yield* compareObjects(comparison, place, role, one.type, other.type);
    else yield* compareTypes(comparison, place, role, one, other);
  }
  yield* compareAlternatives(types, place, role, alternatives);
}

/** Lists the changes of the fields of an object, such as the parameters of a request. */
export function* compareFields(
  comparison: TypeComparison,
  role: Role,
  before: ReadonlyMap<string, Field>,
  after: ReadonlyMap<string, Field>,
  placeOf: (name: string) => string,
): Generator<Change> {
  yield* compareMembers<Field, Change>(before, after, {
    *removed(name) {
      yield breaking(placeOf(name), "was removed", "compilation", "restore it");
    },
    *added(name, { isOptional }) {
      if (role === "response" || isOptional) yield addition(placeOf(name), "was added");
      else yield breaking(placeOf(name), "was added and is required", "compilation", "make it optional");
    },
    *kept(name, previous, current) {
      yield* compareRequired(placeOf(name), role, previous, current);
      yield* compareTypes(comparison, placeOf(name), role, previous, current);
    },
  });
}

/** Whether a field is required is a part of a component if it is a parameter, header or request body. */
export function* compareRequired(usedAt: string, role: Role, before: Field, after: Field): Generator<Change> {
  if (before.isOptional === after.isOptional) return;
  const isOwn = before.name === after.name && /^(parameters|headers|requestBodies)\//.test(after.name ?? "");
  const place = isOwn ? String(after.name) : usedAt;
  const text = after.isOptional ? "is now optional" : "is now required";
  if (after.isOptional === (role === "request")) yield addition(place, text);
  else yield breaking(place, text, "compilation", after.isOptional ? "make it required" : "make it optional");
}

function* compareObjects(
  comparison: TypeComparison,
  place: string,
  role: Role,
  before: ts.Type,
  after: ts.Type,
): Generator<Change> {
  const { fieldsOf, restOf, itemOf } = comparison.types;
  const [item, newItem] = [itemOf(before), itemOf(after)];
  if (item && newItem) {
    yield* compareTypes(comparison, `${place}[]`, role, item, newItem);
    return;
  }
  const placeOf = (name: string) => `${place}.${name}`;
  yield* compareFields(comparison, role, fieldsOf(before), fieldsOf(after), placeOf);
  const [rest, newRest] = [restOf(before), restOf(after)];
  if (rest && newRest) yield* compareTypes(comparison, `${place}.*`, role, rest, newRest);
  else if (rest)
    yield breaking(place, "other fields are no longer typed", "compilation", "restore their type");
  else if (newRest) yield addition(place, "other fields are now typed");
}
