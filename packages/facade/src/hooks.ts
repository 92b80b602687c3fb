import type { ErrorCode } from "./errors/error-code.js";

/**
 * Callbacks that report the requests of a client: for logs, metrics and traces.
 *
 * Events are plain data without tokens, headers and bodies. Hooks are not awaited. One that throws or rejects does not
 * fail the call: what it threw is written to `console.error`.
 *
 * @example
 * ```ts
 * import { createGitLab } from "@gitlab-job-token-scope/facade";
 *
 * const gitlab = createGitLab({
 *   token: "glpat-…",
 *   hooks: {
 *     onResponse: ({ method, path, status, durationMs }) => console.log(method, path, status, durationMs),
 *     onRetry: ({ reason, delayMs }) => console.warn(`retry after ${delayMs} ms: ${reason}`),
 *   },
 * });
 * ```
 */
export interface Hooks {
  /** Called right before each attempt. */
  onRequest?: (event: RequestEvent) => void;
  /** Called once after each attempt, with or without a response. */
  onResponse?: (event: ResponseEvent) => void;
  /** Called after the wait, right before a request is sent again. `onRequest` follows. */
  onRetry?: (event: RetryEvent) => void;
  /** Called once when calls begin to wait because GitLab limits the rate of requests: for a progress display. */
  onRateLimit?: (event: RateLimitEvent) => void;
}

/** An attempt that begins. */
export interface RequestEvent {
  /** The same number for all attempts of one request, and another for each request of a client. */
  readonly requestNumber: number;
  /** The request's method: `"PATCH"`. */
  readonly method: string;
  /** The request's path template: `"/projects/{id}/job_token_scope"`. */
  readonly path: string;
  /** The request's URL: `"https://gitlab.example.com/api/v4/projects/1/job_token_scope"`. */
  readonly url: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

/** An attempt that has ended. */
export interface ResponseEvent extends RequestEvent {
  /** The status of the response; undefined when there was none, or when it broke off. */
  readonly status: number | undefined;
  /** Why there was no complete response; undefined when there was one. */
  readonly failure: "network" | "timeout" | "aborted" | undefined;
  /** How long the attempt took, including the body, in milliseconds. */
  readonly durationMs: number;
  /** GitLab's `X-Request-Id`, by which an administrator finds the request in the logs. */
  readonly requestId: string | undefined;
  /** How long the response asks the client to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
}

/** A retry that is about to be sent. */
export interface RetryEvent extends RequestEvent {
  /** Why the previous attempt failed: `unauthorized` when the token function has returned another token. */
  readonly reason: RetryReason;
  /** How long ago the previous attempt ended, in milliseconds: the wait, or the time to get another token. */
  readonly delayMs: number;
}

/** All calls of a client wait. */
export interface RateLimitEvent {
  /** How long they wait, in milliseconds. Another 429 to a request that is under way can make it longer. */
  readonly waitMs: number;
  /** `"response"` after a 429; `"remaining"` when `RateLimit-Remaining` is used up, before GitLab refuses a request. */
  readonly reason: "response" | "remaining";
}

/** Why a request is sent again, as a code of the errors. */
export type RetryReason = Extract<
  ErrorCode,
  "rate_limited" | "server_error" | "conflict" | "network" | "timeout" | "unauthorized"
>;
