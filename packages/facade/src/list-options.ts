import { InvalidRequestError } from "./errors/invalid-request-error.js";
import type { RequestOptions } from "./options.js";

/** How a list is read. */
export interface ListOptions extends RequestOptions {
  /**
   * How many entries to read at most: a whole number from 1. No more pages are read than it takes.
   *
   * @default No limit.
   */
  limit?: number;
}

/** @throws {InvalidRequestError} When a limit was given that is none. */
export function requireLimit(limit: unknown): void {
  if (limit === undefined) return;
  if (typeof limit !== "number" || !Number.isSafeInteger(limit) || limit < 1) {
    throw new InvalidRequestError(`limit: expected a whole number from 1, not ${String(limit)}`);
  }
}
