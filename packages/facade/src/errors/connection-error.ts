import { isJobTokenScopeError, JobTokenScopeError } from "./job-token-scope-error.js";

/**
 * There was no answer: the host could not be reached or the connection was lost (`network`), time ran out (`timeout`),
 * or the call's signal was aborted (`aborted`). A write may have happened all the same.
 */
export class ConnectionError extends JobTokenScopeError {
  override readonly name = "ConnectionError";
  /** The request's method: `"PATCH"`. */
  readonly method: string;
  /** The request's path as the API's description has it: `"/projects/{id}/job_token_scope"`. */
  readonly path: string;
  /** How often the request was sent. */
  readonly attempts: number;

  constructor(
    code: "network" | "timeout" | "aborted",
    message: string,
    request: { method: string; path: string; attempts: number },
    options?: ErrorOptions,
  ) {
    super(code, message, options);
    this.method = request.method;
    this.path = request.path;
    this.attempts = request.attempts;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), method: this.method, path: this.path, attempts: this.attempts };
  }
}

/** Whether a value says that there was no answer, of this package or of another copy of it. */
export function isConnectionError(value: unknown): value is ConnectionError {
  return isJobTokenScopeError(value) && value.name === "ConnectionError";
}
