import type { GitLabResponse } from "./response.js";

/** The number of requests that GitLab accepts in a period. */
export interface RateLimit {
  /** The maximum number of requests per period, for each token, and for each address that sends no token. */
  readonly requests: number;
  /** The period, in milliseconds: a whole number of seconds. Periods begin at its multiples since the Unix epoch. */
  readonly perMs: number;
}

/** The rate limit after a request was counted. */
export interface RateLimitResult {
  /** The headers of a response to a request that is not refused. [rate-limit-headers] */
  readonly headers: Readonly<Record<string, string>>;
  /** The response to a request that exceeds the limit. */
  readonly refusal?: GitLabResponse;
}

/** The sender of a request. */
export interface Sender {
  readonly token: string | undefined;
  readonly address: string;
}

/** Counts requests as GitLab does. `Date.now()` decides the period, so that the fake timers of a test runner apply. */
export class RateLimiter {
  readonly #limit: RateLimit;
  #period = 0;
  #counts = new Map<string, number>();

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  /** Counts a request. Refused requests are counted, too. */
  count({ token, address }: Sender): RateLimitResult {
    const { requests, perMs } = this.#limit;
    const now = Math.floor(Date.now() / 1000);
    const seconds = perMs / 1000;
    this.#startPeriod(Math.floor(now / seconds));
    // [rate-limit-name]
    const name = token === undefined ? "throttle_unauthenticated_api" : "throttle_authenticated_api";
    const key = `${name} ${token ?? address}`;
    const observed = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, observed);

    // [rate-limit-period]
    const retryAfter = seconds - (now % seconds);
    const reset = now + retryAfter;
    const headers = {
      "ratelimit-name": name,
      "ratelimit-limit": String(Math.ceil((requests * 60) / seconds)),
      "ratelimit-observed": String(observed),
      "ratelimit-remaining": String(Math.max(0, requests - observed)),
      "ratelimit-reset": String(reset),
    };
    if (observed <= requests) return { headers };
    // [rate-limited]
    const refusal = {
      status: 429,
      headers: {
        "content-type": "text/plain",
        ...headers,
        "retry-after": String(retryAfter),
        "ratelimit-resettime": new Date(reset * 1000).toUTCString(),
      },
      body: "Retry later",
    };
    return { headers, refusal };
  }

  /** Forgets the counts of an earlier period. */
  #startPeriod(period: number): void {
    if (period !== this.#period) this.#counts.clear();
    this.#period = period;
  }
}
