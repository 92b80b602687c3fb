import type { ApiResponse } from "./client.js";
import { isMatch } from "./matcher.js";
import type { Expected, Values } from "./row.js";
import { maskAndCut } from "./secret.js";
import { fill, fillJson } from "./template.js";

/** An expected and an actual response as texts. */
export interface Difference {
  readonly expected: string;
  readonly actual: string;
}

/** Texts are cut off after this number of characters. */
const maxLength = 600;

/**
 * Compares a response. Returns `undefined` if it is as expected.
 *
 * @param token Is masked in the texts.
 */
export function compare(
  expected: Expected,
  actual: ApiResponse,
  values: Partial<Values>,
  token: string | undefined,
): Difference | undefined {
  if (isExpected(expected, actual, values)) return undefined;
  const { status, headers = {} } = expected;
  const shown = Object.keys(headers).flatMap((name) => {
    const value = actual.headers.get(name);
    return value === null ? [] : ([[name, value]] as const);
  });
  const isBodyShown = expected.body !== undefined || status !== actual.status;
  const body = isBodyShown ? actual.body : undefined;
  return {
    expected: maskAndCut(describe(status, headers, expected.body, values), token, maxLength),
    actual: maskAndCut(describe(actual.status, Object.fromEntries(shown), body), token, maxLength),
  };
}

/** Whether a response is as expected. */
export function isExpected(expected: Expected, actual: ApiResponse, values: Partial<Values>): boolean {
  const { status, body, headers = {} } = expected;
  return (
    actual.status === status &&
    (body === undefined || isMatch(body, actual.body, values)) &&
    Object.entries(headers).every(([name, value]) =>
      isMatch(value, actual.headers.get(name) ?? undefined, values),
    )
  );
}

function describe(
  status: number,
  headers: Readonly<Record<string, unknown>>,
  body: unknown,
  values?: Partial<Values>,
): string {
  const toText = (value: unknown): string =>
    values === undefined
      ? JSON.stringify(value)
      : String(fill(JSON.stringify(fillJson(value, values)), values));
  const lines = Object.entries(headers).map(([name, value]) => ` ${name}: ${toText(value)}`);
  return `${status}${lines.join("")}${body === undefined ? "" : ` ${toText(body)}`}`;
}
