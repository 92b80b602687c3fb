import { assertSignal } from "./abort.js";
import { checkKeys } from "./check-keys.js";
import { checkValue } from "./check-value.js";
import { type HeaderRecord, readHeaders } from "./headers.js";
import { type Kind, type OperationRules, rulesOf } from "./operations.js";

/** The fields of `params.path`, `params.query` or a body. */
export type Fields = Readonly<Record<string, unknown>>;

/** A call whose options were checked. They are copies, so that they stay as they were checked. */
export interface CheckedCall {
  /** In lower case. */
  readonly method: string;
  readonly path: string;
  readonly rules: OperationRules;
  readonly params: { readonly path: Fields; readonly query: Fields };
  readonly body: Fields | undefined;
  readonly headers: HeaderRecord;
  readonly signal: AbortSignal | undefined;
}

/**
 * Checks a call before anything is sent.
 *
 * @throws {TypeError} When the document has no such operation, or an option or a value is invalid.
 */
export function checkCall(method: string, path: string, options: unknown): CheckedCall {
  const rules = rulesOf(method, path);
  checkKeys("", options, ["params", "body", "headers", "signal"]);
  const { params, body, headers, signal } = options;
  checkKeys("params", params, ["path", "query"]);
  const { path: inPath, query = {} } = params;
  assertSignal(signal);
  return {
    method,
    path,
    rules,
    params: {
      path: readFields("params.path", inPath, rules.path),
      query: readFields("params.query", query, rules.query ?? {}, true),
    },
    body: readBody(body, rules.body),
    headers: readHeaders(headers),
    signal,
  };
}

function readBody(body: unknown, kinds: OperationRules["body"]): Fields | undefined {
  if (kinds !== undefined) return readFields("body", body, kinds);
  if (body !== undefined) throw new TypeError("body: the operation has none");
  return undefined;
}

function readFields(
  name: string,
  value: unknown,
  kinds: Readonly<Record<string, Kind>>,
  isOptional = false,
): Fields {
  const names = Object.keys(kinds);
  checkKeys(name, value, names);
  const fields = { ...value };
  for (const [key, kind] of Object.entries(kinds)) {
    if (isOptional && fields[key] === undefined) continue;
    checkValue(`${name}.${key}`, fields[key], kind);
  }
  return fields;
}
