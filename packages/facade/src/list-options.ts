import type { ErrorContext } from "./errors/error-context.js";
import { InvalidRequestError } from "./errors/invalid-request-error.js";
import { checkOptions } from "./internal/check-options.js";
import { describeNumber, requestOptionNames } from "./internal/http/limits.js";
import type { RequestOptions } from "./options.js";

/** How a list is read. */
export interface ListOptions extends RequestOptions {
  /**
   * The maximum number of entries to read: a whole number from 1. No more pages are read than it takes.
   *
   * @default No limit.
   */
  limit?: number;
}

/**
 * Separates the limit from the options of the requests.
 *
 * @throws {InvalidRequestError} When there is an unknown option, or the limit is not a whole number from 1.
 * @internal
 */
export function readListOptions(
  options: ListOptions,
  context: ErrorContext,
): { limit: number; request: RequestOptions } {
  checkOptions("", options, [...requestOptionNames, "limit"], context);
  const { limit, ...request } = options;
  if (limit === undefined) return { limit: Number.POSITIVE_INFINITY, request };
  if (Number.isSafeInteger(limit) && limit >= 1) return { limit, request };
  const found = describeNumber(limit);
  throw new InvalidRequestError(`limit: expected a whole number from 1, not ${found}`, context);
}
