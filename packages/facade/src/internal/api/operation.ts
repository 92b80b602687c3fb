import type { ErrorCode } from "../../errors/error-code.js";

/** An operation of the API. Each is written once, beside the function that calls it. */
export interface Operation<Method extends string = string, Path extends string = string> {
  readonly method: Method;
  /** As the OpenAPI document has it: `"/api/v4/projects/{id}/job_token_scope"`. */
  readonly path: Path;
  /** The status of success. Any other is an error. */
  readonly status: number;
  /** Whether redirects are followed, at the same origin: look-ups by the old path of a project are redirected. */
  readonly isRedirected?: boolean;
  /** What a repeated request is refused with when the first one was carried out and its response was lost. */
  readonly repeated?: ErrorCode;
}
