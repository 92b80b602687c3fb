import type { ProjectId } from "../ids.js";
import type { ErrorCode } from "./error-code.js";
import { isJobTokenScopeError, JobTokenScopeError } from "./job-token-scope-error.js";

/** What is known of an answer that was not the one asked for. */
export interface ResponseErrorInit {
  code: ErrorCode;
  message: string;
  method: string;
  path: string;
  status: number;
  attempts: number;
  requestId: string | undefined;
  retryAfterMs: number | undefined;
  details: unknown;
  projectId?: ProjectId | undefined;
}

/**
 * GitLab, or something before it, answered with anything but what the call asks for.
 *
 * `code` is one of `unauthorized`, `forbidden`, `insufficient_scope`, `not_found`, `project_moved`, `already_allowed`,
 * `not_allowed`, `allowlist_full`, `target_inaccessible`, `enforced_by_instance`, `invalid_request`, `rate_limited`,
 * `conflict`, `server_error` and `unexpected_response`.
 */
export class ResponseError extends JobTokenScopeError {
  override readonly name = "ResponseError";
  /** The request's method: `"PATCH"`. */
  readonly method: string;
  /** The request's path as the API's description has it: `"/projects/{id}/job_token_scope"`. */
  readonly path: string;
  /** The status of the answer, the last one if there were several. */
  readonly status: number;
  /** How often the request was sent. */
  readonly attempts: number;
  /** GitLab's name for the request, to find it in its logs. */
  readonly requestId: string | undefined;
  /** How long GitLab asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** The answer's body: a JSON value, or the first 1,000 characters of a text. Undefined for none. */
  readonly details: unknown;
  /**
   * With `project_moved`: the number of the project that the old path led to, if it could be found out. The number works
   * where the old path does not.
   */
  readonly projectId: ProjectId | undefined;

  constructor(init: ResponseErrorInit) {
    super(init.code, init.message);
    this.method = init.method;
    this.path = init.path;
    this.status = init.status;
    this.attempts = init.attempts;
    this.requestId = init.requestId;
    this.retryAfterMs = init.retryAfterMs;
    this.details = init.details;
    this.projectId = init.projectId;
  }

  /** @internal */
  withProjectId(projectId: ProjectId): ResponseError {
    return new ResponseError({ ...this, message: `${this.message} Its number is ${projectId}.`, projectId });
  }

  override toJSON(): Record<string, unknown> {
    const { method, path, status, attempts, requestId, retryAfterMs, details, projectId } = this;
    return { ...super.toJSON(), method, path, status, attempts, requestId, retryAfterMs, details, projectId };
  }
}

/** Whether a value is an answer that failed a call, of this package or of another copy of it. */
export function isResponseError(value: unknown): value is ResponseError {
  return isJobTokenScopeError(value) && value.name === "ResponseError";
}
