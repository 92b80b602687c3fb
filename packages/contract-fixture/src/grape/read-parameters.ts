import type { RequestBody } from "../engine/request-body.js";
import { toBoolean } from "./coerce.js";
import type { Coerce, Declaration } from "./declarations.js";
import type { Route } from "./find-route.js";
import { deleteParameter, type Parameters } from "./parse-query.js";

/** Records what GitLab accepts, but the document does not declare. */
export type AddNote = (location: string, message: string) => void;

/** Converts the parameters of a path. Returns its segments. */
export function readPath({ template, segments }: Route, declared: Declaration, note: AddNote): string[] {
  return segments.map((segment, index) => {
    const name = (template[index] ?? "").slice(1, -1);
    const coerce = declared.path?.[name];
    const value = decode(segment);
    const coerced = coerce?.(value);
    if (!isExact(coerced) || String(coerced) === value) return segment;
    note(`path.${name}`, describeCoercion(value, coerced));
    return String(coerced);
  });
}

/** Converts the parameters of a query, which may also be in a form, in place. [parameter-repeated] */
export function readQuery(
  url: URL,
  declared: Declaration,
  query: Parameters,
  fields: Parameters,
  note: AddNote,
): void {
  for (const name of declared.ignored ?? []) {
    const isGiven = Object.hasOwn(query, name) || Object.hasOwn(fields, name);
    if (isGiven)
      note(
        `query.${name}`,
        "GitLab has this parameter, but the document does not declare it: the in-memory GitLab ignores it",
      );
  }
  for (const [name, coerce] of Object.entries(declared.query ?? {})) {
    const isInForm = Object.hasOwn(fields, name);
    const value = (isInForm ? fields : query)[name];
    if (value === undefined) continue;
    const times = url.searchParams.getAll(name).length;
    if (isInForm) note(`body.${name}`, "GitLab also reads it here");
    else if (times > 1) note(`query.${name}`, `GitLab reads the last of ${times} values`);
    if (value === null || (value === "" && coerce("") === undefined)) {
      deleteParameter(url, name);
      note(`query.${name}`, "GitLab treats a blank value as absent");
    } else if (typeof value === "string") {
      const coerced = coerce(value);
      const exact = isExact(coerced) ? String(coerced) : value;
      deleteParameter(url, name);
      url.searchParams.set(name, exact);
      if (isExact(coerced) && exact !== value) note(`query.${name}`, describeCoercion(value, coerced));
    } else if (isInForm) {
      // An array or an object, which is invalid wherever it is.
      url.searchParams.set(`${name}[]`, "");
    }
  }
}

/** Returns the fields of a body, with its parameters converted. They may also be in the query. [parameter-places] */
export function readFields(
  { floats }: RequestBody,
  declared: Declaration,
  query: Parameters,
  fields: Parameters,
  note: AddNote,
): Parameters {
  const read: Record<string, unknown> = { ...fields };
  for (const [name, coerce] of Object.entries(declared.body ?? {})) {
    const isInBody = Object.hasOwn(fields, name);
    const given = (isInBody ? fields : query)[name];
    if (given === undefined) continue;
    // Ruby tells 1.0 from 1, and only the latter is a boolean.
    const isFloat = isInBody && coerce === toBoolean && floats?.has(name) === true;
    const value = isFloat ? `${given} as a float` : given;
    const coerced = coerce(value);
    read[name] = coerced ?? value;
    if (coerced === undefined) continue;
    if (!isInBody)
      note(`query.${name}`, "GitLab also reads it here, but the document declares it in the body");
    else if (coerced !== value) note(`body.${name}`, describeCoercion(value, coerced));
  }
  return read;
}

/** Whether a value can replace the text that was sent. Large numbers would lose digits. */
function isExact(coerced: ReturnType<Coerce>): coerced is NonNullable<ReturnType<Coerce>> {
  return (coerced !== undefined && typeof coerced !== "number") || Number.isSafeInteger(coerced);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function describeCoercion(value: unknown, coerced: ReturnType<Coerce>): string {
  return `GitLab reads ${JSON.stringify(value)} as ${coerced}`;
}
