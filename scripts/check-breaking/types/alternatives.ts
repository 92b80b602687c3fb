import ts from "typescript";
import { addition, breaking, type Change } from "../change.ts";
import { type Matches, match } from "../match.ts";
import type { Role } from "../visits.ts";
import { isObject, type NamedType, type TypePair } from "./generated-types.ts";

/** The alternatives of two types: the objects and arrays, matched with each other, and all of them. */
export interface Alternatives extends Matches<NamedType> {
  readonly before: readonly ts.Type[];
  readonly after: readonly ts.Type[];
}

/** Matches the objects and arrays that are alternatives of two types: by their names, if they have any. */
export function matchAlternatives(
  { checker, named }: TypePair,
  before: ts.Type,
  after: ts.Type,
): Alternatives {
  const [previous, current] = [alternativesOf(before), alternativesOf(after)];
  const isAssignable = (one: NamedType, other: NamedType) => checker.isTypeAssignableTo(one.type, other.type);
  const matches = match(
    previous.filter(isObject).map(named),
    current.filter(isObject).map(named),
    (one, other) => one.name !== undefined && one.name === other.name,
    (one, other) => isAssignable(one, other) && isAssignable(other, one),
    (one, other) =>
      (one.name === undefined || other.name === undefined) &&
      checker.isArrayType(one.type) === checker.isArrayType(other.type),
  );
  return { ...matches, before: previous, after: current };
}

/**
 * Lists the alternatives that came or went.
 *
 * - Code writes requests: everything it writes has to remain valid.
 * - Code reads responses, and handles each alternative. It does not handle a new one, and handling one that is gone does not
 *   compile. `null` may go, since comparing with it always compiles.
 */
export function* compareAlternatives(
  types: TypePair,
  place: string,
  role: Role,
  { before, after, pairs, removed, added }: Alternatives,
): Generator<Change> {
  const fits = (type: ts.Type, others: readonly ts.Type[]) =>
    others.some((other) => types.checker.isTypeAssignableTo(type, other));
  const isValue = (type: ts.Type) => !isObject(type);
  const gained = [...after.filter((type) => isValue(type) && !fits(type, before)), ...added.map(typeOf)];
  const lost = [...before.filter((type) => isValue(type) && !fits(type, after)), ...removed.map(typeOf)];
  const isRead = role === "response";
  // Code that reads an object reads one with more fields, too, and code that handles any text handles fewer texts.
  const isHandled = (type: ts.Type) => !isRead || (before.length === 1 && fits(type, before));
  const isUnused = (type: ts.Type) =>
    isRead
      ? isNull(type) || (isValue(type) && after.some((other) => fits(other, [type])))
      : fits(type, after);

  const [gains, losses] = [gained.filter((type) => !isHandled(type)), lost.filter((type) => !isUnused(type))];
  if (gains.length > 0) {
    const names = types.print(gains);
    yield breaking(place, `can now be ${names}`, "compilation", `remove ${names}`);
  }
  if (losses.length > 0) {
    const names = types.print(losses);
    yield breaking(place, `can no longer be ${names}`, "compilation", `restore ${names}`);
  }
  if (isRead) yield* compareDistinctions(types, place, pairs);
  const harmless = gained.filter(isHandled);
  if (harmless.length > 0) yield addition(place, `can now be ${types.print(harmless)}`);
  if (!isRead) return;
  if (lost.some(isNull)) yield addition(place, "can no longer be null");
  if (lost.some((type) => isUnused(type) && !isNull(type)))
    yield addition(place, `is now limited to ${types.print(after.filter(isValue))}`);
}

/** `"error" in body` distinguishes two alternatives only as long as one of them lacks the field. */
function* compareDistinctions(
  { fieldsOf }: TypePair,
  place: string,
  pairs: Alternatives["pairs"],
): Generator<Change> {
  for (const [before, after] of pairs) {
    const others = pairs.filter(([other]) => other !== before).map(([other]) => fieldsOf(other.type));
    const names = [...fieldsOf(after.type).keys()].filter((name) => !fieldsOf(before.type).has(name));
    for (const name of names.filter((name) => others.some((fields) => fields.has(name)))) {
      const text = `the field ${name} no longer distinguishes the alternatives`;
      yield breaking(place, text, "compilation", `remove ${name} from ${after.name ?? "the others"}`);
    }
  }
}

function alternativesOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

function typeOf({ type }: NamedType): ts.Type {
  return type;
}

function isNull(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.Null) !== 0;
}
