import { isBlank, toBoolean, toInteger } from "../grape/coerce.js";
import { invalidParameters } from "./api-error.js";
import type { Call } from "./call.js";

/** Reads a required boolean. [boolean-words] */
export function requireBoolean(call: Call, name: string): boolean {
  const boolean = toBoolean(readParameter(call, name));
  if (boolean === undefined) throw invalidParameters(...describeProblems(call, name, toBoolean));
  return boolean;
}

/** Reads an optional boolean. Adds to the problems if it is invalid. [parameter-blank-optional] */
export function readBoolean(call: Call, name: string, problems: string[]): boolean | undefined {
  const value = readParameter(call, name) ?? "";
  if (value === "") return undefined;
  const boolean = toBoolean(value);
  if (boolean === undefined) problems.push(`${name} is invalid`);
  return boolean;
}

/** Reads an optional text that has to be one of several. Adds to the problems if it is not. [parameter-choice] */
export function readChoice<Choice extends string>(
  call: Call,
  name: string,
  choices: readonly Choice[],
  problems: string[],
): Choice | undefined {
  const value = readParameter(call, name) ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== "string") problems.push(`${name} is invalid`);
  const given = Array.isArray(value) ? value : [value];
  if (!given.every((item) => choices.some((choice) => choice === item))) {
    problems.push(`${name} does not have a valid value`);
  }
  return choices.find((choice) => choice === value);
}

/**
 * Reads the IDs of the project and the target. Fails before anything is looked up. [id-number-only] [target-number-only]
 * [order-parameters-second]
 */
export function requireIds(call: Call, target: string): [project: number, target: number] {
  const projectId = toInteger(readParameter(call, "id"));
  const targetId = toInteger(readParameter(call, target));
  if (projectId !== undefined && targetId !== undefined) return [projectId, targetId];
  throw invalidParameters(...["id", target].flatMap((name) => describeProblems(call, name, toInteger)));
}

/** Reads a parameter. The path takes precedence over the body, and the body over the query. [parameter-places] */
export function readParameter({ path, query, body }: Call, name: string): unknown {
  return [path, body, query].find((place) => Object.hasOwn(place, name))?.[name];
}

/** [parameter-missing] [parameter-empty] [parameter-invalid] [parameter-blank] */
function describeProblems(call: Call, name: string, coerce: (value: unknown) => unknown): string[] {
  const value = readParameter(call, name);
  const isInvalid = value !== undefined && value !== null && value !== "" && coerce(value) === undefined;
  return [
    ...(value === undefined ? [`${name} is missing`] : []),
    ...(isInvalid ? [`${name} is invalid`] : []),
    ...(isBlank(value) ? [`${name} is empty`] : []),
  ];
}
