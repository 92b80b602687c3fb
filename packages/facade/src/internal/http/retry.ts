import type { RetryReason } from "../../hooks.js";
import type { Outcome } from "./attempt.js";

/** GitLab's statuses for "later", and those by which proxies report that GitLab could not be reached in time. */
const retryableStatuses: readonly number[] = [408, 429, 502, 503, 504, 520, 521, 522, 523, 524];

const minBackoffMs = 300;
const maxBackoffMs = 10_000;

/** How a request is sent. */
export interface RetryInit {
  readonly method: string;
  /** How many times it is sent again; not counting the one after a 401. */
  readonly limit: number;
  /** The longest wait that a response may ask for. */
  readonly maxRetryAfterMs: number;
  /** How many requests of the client were not refused with 429. */
  readonly countPassed: () => number;
  /** Makes one attempt when it may; undefined when it may not be made any more. */
  readonly attempt: (reason: RetryReason | undefined) => Promise<Outcome | undefined>;
  /** Gets another token after a 401; false when there is none. */
  readonly renewToken: () => Promise<boolean>;
  /** Waits. Resolves to false when the call is stopped meanwhile. */
  readonly sleep: (ms: number) => Promise<boolean>;
}

/**
 * Sends a request until it succeeds, fails for good, or was sent again as often as the limit allows.
 *
 * GET, PATCH and DELETE are sent again after a retryable status, a lost connection and an attempt that took too long. A POST
 * without a response may have been carried out, so it is sent again only when GitLab reports that it was not: after 429 and
 * a resource lock. After a 401 any request is sent again once, with another token.
 *
 * A 429 does not count as long as other requests of the client get through: those that compete for a rate limit all succeed in
 * time, however many they are.
 */
export async function sendWithRetries(init: RetryInit): Promise<void> {
  const { limit, maxRetryAfterMs } = init;
  let retries = 0;
  let isRenewed = false;
  let reason: RetryReason | undefined;
  let passed = init.countPassed();
  for (;;) {
    const outcome = await init.attempt(reason);
    if (outcome === undefined) return;
    const isOvertaken = init.countPassed() > passed;
    passed = init.countPassed();
    // Stryker disable next-line ConditionalExpression: a failure has no status
    const isResponse = outcome.kind === "response";
    if (isResponse && outcome.status === 401 && !isRenewed) {
      isRenewed = await init.renewToken();
      if (!isRenewed) return;
      reason = "unauthorized";
      continue;
    }
    reason = retryReason(init.method, outcome);
    const requestedMs = retryAfterMs(outcome) ?? 0;
    if (reason === undefined || limit === 0 || requestedMs > maxRetryAfterMs) return;
    // Other requests of the client used the rate limit up, so it is no sign that GitLab refuses this one for good.
    const isContended = reason === "rate_limited" && isOvertaken;
    if (!isContended && retries >= limit) return;
    // The wait after a 429 is that of the whole client, and part of the next turn.
    const delayMs = requestedMs > 0 ? requestedMs : backoffMs(retries);
    if (reason !== "rate_limited" && !(await init.sleep(delayMs))) return;
    if (!isContended) retries++;
  }
}

/**
 * How long a response asks the client to wait, in milliseconds: `Retry-After`, or else the end of the rate limit's period,
 * which GitLab may send with any response and which means a wait with 429 only.
 */
export function retryAfterMs(outcome: Outcome): number | undefined {
  // Stryker disable next-line ConditionalExpression: a failure has no status, so it is not temporary either
  if (outcome.kind !== "response") return undefined;
  const { status, headers } = outcome;
  const isTemporary = retryableStatuses.includes(status) || (status === 409 && isResourceLock(outcome.body));
  if (!isTemporary) return undefined;
  const names = status === 429 ? [...waitHeaders, ...resetHeaders] : ["retry-after"];
  for (const name of names) {
    const value = headers.get(name);
    if (value !== null) return waitMs(value, headers, resetHeaders.includes(name));
  }
  return undefined;
}

const waitHeaders = ["retry-after", "x-ratelimit-retry-after"];
const resetHeaders = ["ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset"];

/** No wait in seconds is as long as this; it is a Unix time. */
const firstUnixTime = Date.parse("2024-01-01") / 1_000;

function waitMs(value: string, headers: Headers, mayBeUnixTime: boolean): number | undefined {
  if (/^\d+$/.test(value)) {
    const ms = Number(value) * 1_000;
    return mayBeUnixTime && Number(value) >= firstUnixTime ? Math.max(0, ms - serverTime(headers)) : ms;
  }
  // The only format that HTTP still allows to send; Date.parse would read many others.
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(value)) return undefined;
  const ms = Date.parse(value) - serverTime(headers);
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** The time of the clock that a response's times refer to. The local one may be wrong, and stands in where `Date` is hidden. */
function serverTime(headers: Headers): number {
  const date = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(date) ? Date.now() : date;
}

/** What is left of a rate limit. */
export interface Budget {
  /** How many more requests GitLab accepts in the period. */
  readonly remaining: number;
  /** The end of the period, by which periods are told apart: a Unix time in seconds. */
  readonly reset: number;
  /** How long the period still lasts, in milliseconds. */
  readonly restMs: number;
}

/** The budget that a response reports; undefined where it does not, or where its period is over. */
export function budgetOf(headers: Headers): Budget | undefined {
  for (const name of resetHeaders) {
    const remaining = headers.get(name.replace("reset", "remaining")) ?? "";
    const reset = headers.get(name) ?? "";
    if (!(/^\d+$/.test(remaining) && Number(reset) >= firstUnixTime)) continue;
    const restMs = waitMs(reset, headers, true) ?? 0;
    return restMs > 0 ? { remaining: Number(remaining), reset: Number(reset), restMs } : undefined;
  }
  return undefined;
}

/** Why a request is worth sending again; undefined when it is not. */
function retryReason(method: string, outcome: Outcome): RetryReason | undefined {
  const isRepeatable = method !== "POST";
  if (outcome.kind === "failure") {
    // Stryker disable next-line ConditionalExpression,StringLiteral: an attempt is aborted only when its call is, which then does not wait
    const reason = outcome.code === "aborted" ? undefined : outcome.code;
    return isRepeatable ? reason : undefined;
  }
  if (outcome.status === 429) return "rate_limited";
  if (outcome.status === 409) return isResourceLock(outcome.body) ? "conflict" : undefined;
  return isRepeatable && retryableStatuses.includes(outcome.status) ? "server_error" : undefined;
}

/**
 * Whether GitLab may have carried out a request that has failed: there is no response, the response is from a proxy that gave up
 * waiting, or it is a success that makes no sense.
 */
export function mayBeCarriedOut(outcome: Outcome): boolean {
  if (outcome.kind === "failure") return true;
  const { status } = outcome;
  return status < 300 || status === 408 || status >= 500;
}

function isResourceLock(body: Uint8Array<ArrayBuffer>): boolean {
  return /resource lock/i.test(new TextDecoder().decode(body));
}

/** Exponential backoff with full jitter. */
export function backoffMs(retries: number): number {
  return Math.random() * Math.min(minBackoffMs * 2 ** retries, maxBackoffMs);
}
