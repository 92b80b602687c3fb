import type { ErrorContext } from "./error-context.js";
import { isJobTokenScopeError, JobTokenScopeError } from "./job-token-scope-error.js";

/** What is known of a request that got no response. */
export interface ConnectionErrorInit extends ErrorContext {
  code: "network" | "timeout" | "aborted";
  message: string;
  method: string | undefined;
  path: string | undefined;
  attempts: number;
  mayHaveWritten: boolean;
}

/**
 * There was no complete response: the host could not be reached or the connection was lost (`network`), a time limit was
 * exceeded (`timeout`), or the call's signal was aborted (`aborted`). GitLab may have carried out a write all the same.
 */
export class ConnectionError extends JobTokenScopeError {
  override readonly name = "ConnectionError";
  /** The request's method: `"PATCH"`. Undefined when the call ended before it had a request to send. */
  readonly method: string | undefined;
  /** The request's path template: `"/projects/{id}/job_token_scope"`. Undefined where `method` is. */
  readonly path: string | undefined;
  /** How many times the request was sent. */
  readonly attempts: number;
  /** Whether a write was sent before the call ended: GitLab may have carried it out, or may still do so. */
  readonly mayHaveWritten: boolean;

  constructor(init: ConnectionErrorInit, options?: ErrorOptions) {
    super(init.code, init.message, init, options);
    this.method = init.method;
    this.path = init.path;
    this.attempts = init.attempts;
    this.mayHaveWritten = init.mayHaveWritten;
  }

  override toJSON(): Record<string, unknown> {
    const { method, path, attempts, mayHaveWritten } = this;
    return { ...super.toJSON(), method, path, attempts, mayHaveWritten };
  }
}

/** Whether a value is a {@link ConnectionError} of this package, or of another copy of it. */
export function isConnectionError(value: unknown): value is ConnectionError {
  return isJobTokenScopeError(value) && value.name === "ConnectionError";
}
