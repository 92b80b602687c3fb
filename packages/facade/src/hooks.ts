import type { ErrorCode } from "./errors/error-code.js";

/**
 * What a client tells of its work: for logs, metrics and traces.
 *
 * Hooks are told plain data without tokens, headers and bodies. They are not waited for. One that throws, or rejects,
 * does not fail the call: what it threw is written to `console.error`.
 *
 * @example
 * ```ts
 * import { createGitLab } from "@gitlab-job-token-scope/facade";
 *
 * const gitlab = createGitLab({
 *   token: "glpat-…",
 *   hooks: {
 *     onResponse: ({ method, path, status, durationMs }) => console.log(method, path, status, durationMs),
 *     onRetry: ({ reason, delayMs }) => console.warn(`sent again after ${delayMs} ms: ${reason}`),
 *   },
 * });
 * ```
 */
export interface Hooks {
  /** Called right before each attempt. */
  onRequest?: (event: RequestEvent) => void;
  /** Called once after each attempt, also when it had no answer. */
  onResponse?: (event: ResponseEvent) => void;
  /** Called after the wait, right before a request is sent again. Then comes `onRequest`. */
  onRetry?: (event: RetryEvent) => void;
}

/** An attempt that begins. */
export interface RequestEvent {
  /** The same number for all attempts of one request, and another for each request of a client. */
  readonly requestNumber: number;
  /** The request's method: `"PATCH"`. */
  readonly method: string;
  /** The request's path as the API's description has it: `"/projects/{id}/job_token_scope"`. */
  readonly path: string;
  /** The request's address: `"https://gitlab.example.com/api/v4/projects/1/job_token_scope"`. */
  readonly url: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

/** An attempt that has ended. */
export interface ResponseEvent extends RequestEvent {
  /** The answer's status; undefined when there was none. */
  readonly status: number | undefined;
  /** Why there was no answer; undefined when there was one. */
  readonly failure: "network" | "timeout" | "aborted" | undefined;
  /** How long the attempt took, its body included, in milliseconds. */
  readonly durationMs: number;
  /** GitLab's `X-Request-Id`, by which an administrator finds the request in its logs. */
  readonly requestId: string | undefined;
  /** How long a 429, 502, 503 or 504 asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
}

/** An attempt that follows on one that failed. */
export interface RetryEvent extends RequestEvent {
  /** What became of the attempt before: `unauthorized` when the token function has given another token. */
  readonly reason: RetryReason;
  /** How long ago the attempt before ended, in milliseconds: the wait, or the time to get another token. */
  readonly delayMs: number;
}

/** Why a request is sent again, in the words of the errors. */
export type RetryReason = Extract<
  ErrorCode,
  "rate_limited" | "server_error" | "network" | "timeout" | "unauthorized"
>;
