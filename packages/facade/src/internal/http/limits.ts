import type { ErrorContext } from "../../errors/error-context.js";
import { InvalidRequestError } from "../../errors/invalid-request-error.js";
import type { RequestOptions } from "../../options.js";
import { checkOptions } from "../check-options.js";

/** The limits of a call, of which none is missing. */
export interface Limits {
  readonly signals: readonly AbortSignal[];
  readonly timeoutMs: number;
  readonly totalTimeoutMs: number | undefined;
  readonly retryLimit: number;
  readonly maxRetryAfterMs: number;
}

/** The names of the options that a call takes. */
export const requestOptionNames = ["signal", "timeoutMs", "totalTimeoutMs", "retry"] as const;

/** What holds where neither the client nor the call says otherwise. */
export const defaultLimits: Limits = {
  signals: [],
  timeoutMs: 10_000,
  totalTimeoutMs: undefined,
  retryLimit: 2,
  maxRetryAfterMs: 60_000,
};

/** The longest delay that timers support: about 24 days. */
export const maxTimerMs: number = 2 ** 31 - 1;

/**
 * The limits that options set, and those of the client where they set none. Both signals end the call.
 *
 * @throws {InvalidRequestError} When an option is wrong. No value is shown that could be a token.
 */
export function readLimits(client: Limits, options: RequestOptions, context?: ErrorContext): Limits {
  checkOptions("", options, requestOptionNames, context);
  const { signal, timeoutMs, totalTimeoutMs, retry } = options;
  requireDuration("timeoutMs", timeoutMs, context);
  requireDuration("totalTimeoutMs", totalTimeoutMs, context);
  if (signal !== undefined && !isSignal(signal)) {
    throw new InvalidRequestError("signal: expected an AbortSignal", context);
  }
  if (retry !== undefined) {
    checkOptions("retry", retry, ["limit", "maxRetryAfterMs"], context);
    const { limit } = retry;
    if (limit !== undefined && !(Number.isSafeInteger(limit) && limit >= 0)) {
      const found = describeNumber(limit);
      throw new InvalidRequestError(`retry.limit: expected a whole number from 0, not ${found}`, context);
    }
    requireDuration("retry.maxRetryAfterMs", retry.maxRetryAfterMs, context, 0);
  }
  return {
    signals: signal === undefined ? client.signals : [...client.signals, signal],
    timeoutMs: timeoutMs ?? client.timeoutMs,
    totalTimeoutMs: totalTimeoutMs ?? client.totalTimeoutMs,
    retryLimit: retry?.limit ?? client.retryLimit,
    maxRetryAfterMs: retry?.maxRetryAfterMs ?? client.maxRetryAfterMs,
  };
}

function requireDuration(option: string, value: unknown, context?: ErrorContext, minimum = 1): void {
  if (value !== undefined && !(typeof value === "number" && value >= minimum && value <= maxTimerMs)) {
    const found = describeNumber(value);
    throw new InvalidRequestError(
      `${option}: expected milliseconds from ${minimum} to ${maxTimerMs}, not ${found}`,
      context,
    );
  }
}

function isSignal(value: unknown): value is AbortSignal {
  return typeof value === "object" && value !== null && "aborted" in value && "addEventListener" in value;
}

/** A number, or the type of what was given in its place, which may be a token. */
export function describeNumber(value: unknown): string {
  return typeof value === "number" ? String(value) : value === null ? "null" : typeof value;
}
