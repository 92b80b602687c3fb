import type { RetryReason } from "../../hooks.js";
import type { Outcome } from "./attempt.js";

/** GitLab's statuses for "later", and those by which proxies report that GitLab could not be reached in time. */
const retryableStatuses: readonly number[] = [408, 429, 502, 503, 504, 520, 521, 522, 523, 524];

const minBackoffMs = 300;
const maxBackoffMs = 10_000;
/** A longer wait is left to the caller: the call fails, and the error says how long to wait. */
const maxRetryAfterMs = 60_000;

/** How a request is sent. */
export interface RetryInit {
  readonly method: string;
  /** How many times it is sent again; not counting the one after a 401. */
  readonly limit: number;
  /** Makes one attempt. */
  readonly attempt: () => Promise<Outcome>;
  /** Gets another token after a 401; false when there is none. */
  readonly renewToken: () => Promise<boolean>;
  /** Waits. Resolves to false when the call is stopped meanwhile. */
  readonly sleep: (ms: number) => Promise<boolean>;
  /** Called right before another attempt. */
  readonly onRetry: (reason: RetryReason) => void;
}

/**
 * Sends a request until it succeeds, fails for good, or was sent again as often as the limit allows.
 *
 * GET, PATCH and DELETE are sent again after a retryable status, a lost connection and an attempt that took too long. A POST
 * without a response may have been carried out, so it is sent again only when GitLab reports that it was not: after 429 and
 * a resource lock. After a 401 any request is sent again once, with another token.
 */
export async function sendWithRetries(init: RetryInit): Promise<void> {
  let retries = 0;
  let isRenewed = false;
  for (;;) {
    const outcome = await init.attempt();
    // Stryker disable next-line ConditionalExpression: a failure has no status
    const isResponse = outcome.kind === "response";
    if (isResponse && outcome.status === 401 && !isRenewed) {
      isRenewed = await init.renewToken();
      if (!isRenewed) return;
      init.onRetry("unauthorized");
      continue;
    }
    const reason = retryReason(init.method, outcome);
    const requestedMs = retryAfterMs(outcome) ?? 0;
    if (reason === undefined || retries >= init.limit || requestedMs > maxRetryAfterMs) {
      return;
    }
    if (!(await init.sleep(requestedMs > 0 ? requestedMs : backoffMs(retries)))) return;
    retries++;
    init.onRetry(reason);
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
    if (value !== null) return waitMs(value, resetHeaders.includes(name));
  }
  return undefined;
}

const waitHeaders = ["retry-after", "x-ratelimit-retry-after"];
const resetHeaders = ["ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset"];

/** No wait in seconds is as long as this; it is a Unix time. */
const firstUnixTime = Date.parse("2024-01-01") / 1_000;

function waitMs(value: string, mayBeUnixTime: boolean): number | undefined {
  if (/^\d+$/.test(value)) {
    const ms = Number(value) * 1_000;
    return mayBeUnixTime && Number(value) >= firstUnixTime ? Math.max(0, ms - Date.now()) : ms;
  }
  // The only format that HTTP still allows to send; Date.parse would read many others.
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(value)) return undefined;
  const ms = Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
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
function backoffMs(retries: number): number {
  return Math.random() * Math.min(minBackoffMs * 2 ** retries, maxBackoffMs);
}
