import type { ErrorCode } from "./error-code.js";
import type { ErrorContext } from "./error-context.js";
import { isJobTokenScopeError, JobTokenScopeError } from "./job-token-scope-error.js";

/** What is known of a response that is not the expected success. */
export interface ResponseErrorInit extends ErrorContext {
  code: ErrorCode;
  message: string;
  method: string;
  path: string;
  status: number;
  attempts: number;
  requestId: string | undefined;
  retryAfterMs: number | undefined;
  details: unknown;
}

/**
 * GitLab, or a proxy in front of it, sent a response that is not the expected success.
 *
 * `code` is one of `unauthorized`, `forbidden`, `insufficient_scope`, `not_found`, `project_moved`, `already_allowed`,
 * `not_allowed`, `allowlist_full`, `target_inaccessible`, `enforced_by_instance`, `invalid_request`, `rate_limited`,
 * `conflict`, `server_error` and `unexpected_response`.
 */
export class ResponseError extends JobTokenScopeError {
  override readonly name = "ResponseError";
  /** The request's method: `"PATCH"`. */
  readonly method: string;
  /** The request's path template: `"/projects/{id}/job_token_scope"`. */
  readonly path: string;
  /** The status of the last response. 0 where the runtime hides it, as browsers do with redirects. */
  readonly status: number;
  /** How many times the request was sent. 0 when the client was held after a 429 to another request. */
  readonly attempts: number;
  /** GitLab's `X-Request-Id`, by which an administrator finds the request in the logs. */
  readonly requestId: string | undefined;
  /** How long the response asks the client to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** The response body: JSON, or the first 1,000 characters of any other text. Undefined for an empty body. */
  readonly details: unknown;

  constructor(init: ResponseErrorInit) {
    super(init.code, init.message, init);
    this.method = init.method;
    this.path = init.path;
    this.status = init.status;
    this.attempts = init.attempts;
    this.requestId = init.requestId;
    this.retryAfterMs = init.retryAfterMs;
    this.details = init.details;
  }

  override toJSON(): Record<string, unknown> {
    const { method, path, status, attempts, requestId, retryAfterMs, details } = this;
    return { ...super.toJSON(), method, path, status, attempts, requestId, retryAfterMs, details };
  }
}

/** Whether a value is a {@link ResponseError} of this package, or of another copy of it. */
export function isResponseError(value: unknown): value is ResponseError {
  return isJobTokenScopeError(value) && value.name === "ResponseError";
}
