import type { RequestOptions } from "@gitlab-job-token-scope/facade";
import * as v from "valibot";
import { checkOptions, requestEntries, requestOf } from "../internal/check-options.js";
import { wholeNumber } from "../internal/values.js";

/** How a fleet of projects is worked through. */
export interface FleetOptions {
  /**
   * How many projects are under way at the same time.
   *
   * @default 8
   */
  readonly concurrency?: number;
  /** Ends the run: no more projects are begun, and what is under way is stopped and yielded. Then the reason is thrown. */
  readonly signal?: NonNullable<RequestOptions["signal"]>;
  /**
   * The limits of each request.
   *
   * @default The client's, except that a run waits for GitLab's rate limit for up to an hour.
   */
  readonly request?: Omit<RequestOptions, "signal">;
}

/**
 * The checked options of a fleet.
 *
 * @internal
 */
export interface CheckedFleetOptions {
  readonly concurrency: number;
  readonly signal: AbortSignal | undefined;
  readonly request: RequestOptions;
}

const fleetEntries = {
  ...requestEntries,
  concurrency: /* @__PURE__ */ v.optional(/* @__PURE__ */ wholeNumber("a whole number from 1")),
};

/** How long a run waits for GitLab's rate limit: as long as GitLab's own default period. */
const maxRetryAfterMs = 3_600_000;

/**
 * @param more The options of a function besides those of every fleet.
 * @throws {DesiredStateError} `invalid_option` when an option is unknown or wrong.
 * @internal
 */
export function checkFleetOptions(options: FleetOptions, more: v.ObjectEntries = {}): CheckedFleetOptions {
  checkOptions({ ...fleetEntries, ...more }, options);
  const { concurrency = 8, signal, request = {} } = options;
  return {
    concurrency,
    // Types of the web without the DOM library have only what is used of a signal.
    signal: signal as AbortSignal | undefined,
    request: requestOf(signal, { ...request, retry: { maxRetryAfterMs, ...request.retry } }),
  };
}
