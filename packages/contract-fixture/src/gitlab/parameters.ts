import { invalidParameters } from "./api-error.js";
import type { Call } from "./call.js";

const trueWords = words("1 on On ON t true True TRUE T y yes Yes YES Y");
const falseWords = words("0 off Off OFF f false False FALSE F n no No NO N");

/** Reads a required boolean of the body. Strings and numbers are coerced. [boolean-words] */
export function requireBoolean(call: Call, name: string): boolean {
  const value = call.body[name];
  const boolean = toBoolean(value);
  if (boolean === undefined) throw invalidParameters(describeProblem(name, value));
  return boolean;
}

/** Validates an optional boolean of the query. [parameter-blank-optional] */
export function checkBoolean(call: Call, name: string): void {
  const value = call.query[name];
  if (value === undefined || value === "") return;
  if (toBoolean(value) === undefined) throw invalidParameters(`${name} is invalid`);
}

/** Reads the IDs of the project and the target from the path. [id-number-only] [target-number-only] */
export function requirePathIds(call: Call, target: string): [project: number, target: number] {
  return requireIds({ id: call.path["id"], [target]: call.path[target] }, target);
}

/** Reads the project's ID from the path and the target's from the body. [id-number-only] [target-number-only] */
export function requireIdAndField(call: Call, target: string): [project: number, target: number] {
  return requireIds({ id: call.path["id"], [target]: call.body[target] }, target);
}

/** Fails before anything is looked up. [order-parameters-second] */
function requireIds(values: Record<string, unknown>, target: string): [project: number, target: number] {
  const projectId = toInteger(values["id"]);
  const targetId = toInteger(values[target]);
  if (projectId !== undefined && targetId !== undefined) return [projectId, targetId];
  const invalid = Object.entries(values).filter(([, value]) => toInteger(value) === undefined);
  throw invalidParameters(...invalid.map(([name, value]) => describeProblem(name, value)));
}

/** Converts an integer, or a string of digits, to a number. Returns undefined for anything else. */
export function toInteger(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : undefined;
  return typeof value === "string" && /^-?\d+$/.test(value) ? toInteger(Number(value)) : undefined;
}

function toBoolean(value: unknown): boolean | undefined {
  if (typeof value === "object") return undefined;
  const word = String(value);
  return trueWords.has(word) ? true : falseWords.has(word) ? false : undefined;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/** [parameter-missing] [parameter-empty] [parameter-invalid] */
function describeProblem(name: string, value: unknown): string {
  if (value === undefined) return `${name} is missing, ${name} is empty`;
  return value === null || value === "" ? `${name} is empty` : `${name} is invalid`;
}
