import { describe } from "./check-keys.js";

/** The headers that contain credentials. */
const credentials = ["authorization", "private-token", "job-token", "deploy-token"];

/** Headers by name, in lower case. Null removes a header. */
export type HeaderRecord = Record<string, string | null>;

/**
 * Reads headers in any format that `fetch` accepts.
 *
 * @throws {TypeError} When one of them contains credentials. A request would otherwise have two tokens, or the wrong one.
 */
export function readHeaders(input: unknown = {}): HeaderRecord {
  if (typeof input !== "object" || input === null) {
    throw new TypeError(`headers: expected an object, got ${describe(input)}`);
  }
  const entries: Iterable<unknown> =
    Symbol.iterator in input ? (input as Iterable<unknown>) : Object.entries(input);
  const headers: HeaderRecord = {};
  for (const entry of entries) {
    const [name, value] = entry as readonly unknown[];
    const key = String(name).toLowerCase();
    if (credentials.includes(key)) {
      throw new TypeError(`headers: ${key} is not accepted; use the client's options token and tokenHeader`);
    }
    if (value === undefined) continue;
    const earlier = headers[key];
    if (value === null) headers[key] = null;
    else headers[key] = typeof earlier === "string" ? `${earlier}, ${value}` : String(value);
  }
  return headers;
}
