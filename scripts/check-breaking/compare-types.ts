import ts from "typescript";
import { addition, breaking, type Change } from "./change.ts";
import { type Field, isObject, type NamedType, type TypePair } from "./generated-types.ts";
import { match } from "./match.ts";
import { compareMembers } from "./members.ts";
import type { Role, Visits } from "./visits.ts";

/** Two documents' types, and which of them have been compared. */
export interface TypeComparison {
  readonly types: TypePair;
  readonly visits: Visits;
}

/**
 * Lists the changes between two types that matter to code.
 *
 * - Code writes requests: everything it writes has to remain valid.
 * - Code reads responses, and distinguishes their alternatives (`switch (status)`, `"error" in body`). A new alternative is not
 *   handled, and handling one that is gone does not compile. `null` may go: comparing with it always compiles.
 */
export function* compareTypes(
  comparison: TypeComparison,
  usedAt: string,
  role: Role,
  before: NamedType,
  after: NamedType,
): Generator<Change> {
  const { types, visits } = comparison;
  const [previous, current] = [before, after].map(({ type }) => (type.isUnion() ? type.types : [type]));
  if (previous === undefined || current === undefined) return;
  const names = [before.name, after.name] as const;
  // `string` is the same type wherever it is used.
  const isVisited = names[0] !== undefined || (isObject(before.type) && isObject(after.type));
  const place = isVisited ? visits.begin(usedAt, role, [before.type, after.type], names) : usedAt;
  if (place === undefined) return;
  if (isObject(before.type) && isObject(after.type)) {
    yield* compareObjects(comparison, place, role, before.type, after.type);
    return;
  }

  const { checker, named } = types;
  const fits = (type: ts.Type, others: readonly ts.Type[]) =>
    others.some((other) => checker.isTypeAssignableTo(type, other));
  const { pairs, removed, added } = match(
    previous.filter(isObject).map(named),
    current.filter(isObject).map(named),
    (one, other) => one.name !== undefined && one.name === other.name,
    (one, other) => fits(one.type, [other.type]) && fits(other.type, [one.type]),
    (one, other) => one.name === undefined || other.name === undefined,
  );
  for (const [one, other] of pairs) yield* compareTypes(comparison, place, role, one, other);

  const isValue = (type: ts.Type) => !isObject(type);
  const gained = [...current.filter((type) => isValue(type) && !fits(type, previous)), ...added.map(typeOf)];
  const lost = [...previous.filter((type) => isValue(type) && !fits(type, current)), ...removed.map(typeOf)];
  if (role === "request") {
    if (gained.length > 0) yield addition(place, `can now be ${types.print(gained)}`);
    yield* report(
      "can no longer be",
      lost.filter((type) => !fits(type, current)),
    );
    return;
  }
  yield* compareDistinctions(comparison, place, pairs);
  // Code that reads one object reads one with more fields, too. Code that handles any text handles fewer texts.
  const isExtended = (type: ts.Type) => previous.length === 1 && fits(type, previous);
  const isLimited = (type: ts.Type) => isValue(type) && current.some((other) => fits(other, [type]));
  yield* report(
    "can now be",
    gained.filter((type) => !isExtended(type)),
  );
  yield* report(
    "can no longer be",
    lost.filter((type) => !isLimited(type) && !isNullish(type)),
  );
  const harmless = [
    ...gained.filter(isExtended).map((type) => `can now be ${types.print([type])}`),
    ...lost.filter(isNullish).map(() => "can no longer be null"),
    ...(lost.some(isLimited) ? [`is now limited to ${types.print(current.filter(isValue))}`] : []),
  ];
  for (const text of harmless) yield addition(place, text);

  function* report(what: string, alternatives: readonly ts.Type[]): Generator<Change> {
    if (alternatives.length === 0) return;
    const names = types.print(alternatives);
    const remedy = what === "can now be" ? "remove" : "restore";
    yield breaking(place ?? usedAt, `${what} ${names}`, "compilation", `${remedy} ${names}`);
  }
}

function typeOf({ type }: NamedType): ts.Type {
  return type;
}

/** `"error" in body` distinguishes two alternatives only as long as one of them lacks the field. */
function* compareDistinctions(
  { types }: TypeComparison,
  place: string,
  pairs: readonly (readonly [before: NamedType, after: NamedType])[],
): Generator<Change> {
  for (const [before, after] of pairs) {
    const [fields, newFields] = [types.fieldsOf(before.type), types.fieldsOf(after.type)];
    const others = pairs
      .filter(([other]) => other !== before)
      .flatMap(([other]) => [...types.fieldsOf(other.type).keys()]);
    for (const name of newFields.keys()) {
      if (fields.has(name) || !others.includes(name)) continue;
      const text = `the field ${name} no longer distinguishes the alternatives`;
      yield breaking(place, text, "compilation", `remove ${name} from ${after.name ?? "the others"}`);
    }
  }
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
  if (item || newItem) {
    const text = newItem ? "is now an array" : "is no longer an array";
    yield breaking(place, text, "compilation", "restore it");
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

function isNullish(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) !== 0;
}
