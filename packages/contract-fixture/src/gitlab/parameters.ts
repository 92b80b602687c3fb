import { invalid } from "./answer.js";
import type { Call } from "./call.js";

const truths = words("1 on On ON t true True TRUE T y yes Yes YES Y");
const falsehoods = words("0 off Off OFF f false False FALSE F n no No NO N");

/** A boolean of the body that has to be there. Strings are coerced. [boolean-words] */
export function requireBoolean(call: Call, name: string): boolean {
  const given = call.body[name];
  const value = toBoolean(given);
  if (value === undefined) throw invalid(complaint(name, given));
  return value;
}

/** Checks a boolean of the query that need not be there. [parameter-blank-optional] */
export function checkBoolean(call: Call, name: string): void {
  const given = call.query[name];
  if (given === undefined || given === "") return;
  if (toBoolean(given) === undefined) throw invalid(`${name} is invalid`);
}

/** The project's id and the target's, both of the path. [id-number-only] [target-number-only] */
export function requirePathIds(call: Call, target: string): [project: number, target: number] {
  return requireIds({ id: call.path["id"], [target]: call.path[target] }, target);
}

/** The project's id of the path and the target's of the body. [id-number-only] [target-number-only] */
export function requireIdAndField(call: Call, target: string): [project: number, target: number] {
  return requireIds({ id: call.path["id"], [target]: call.body[target] }, target);
}

/** Complains before anything is looked up. [order-parameters-second] */
function requireIds(given: Record<string, unknown>, target: string): [project: number, target: number] {
  const project = toInteger(given["id"]);
  const targetId = toInteger(given[target]);
  if (project !== undefined && targetId !== undefined) return [project, targetId];
  const wrong = Object.entries(given).filter(([, value]) => toInteger(value) === undefined);
  throw invalid(...wrong.map(([name, value]) => complaint(name, value)));
}

/** An integer, or a string that is one. */
export function toInteger(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : undefined;
  return typeof value === "string" && /^-?\d+$/.test(value) ? toInteger(Number(value)) : undefined;
}

function toBoolean(value: unknown): boolean | undefined {
  if (typeof value === "object") return undefined;
  const word = String(value);
  return truths.has(word) ? true : falsehoods.has(word) ? false : undefined;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/** [parameter-missing] [parameter-empty] [parameter-invalid] */
function complaint(name: string, given: unknown): string {
  if (given === undefined) return `${name} is missing`;
  return given === null || given === "" ? `${name} is empty` : `${name} is invalid`;
}
