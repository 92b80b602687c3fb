import { JobTokenScopeError } from "./job-token-scope-error.js";

/** An option or argument that is wrong. Nothing was sent. */
export class InvalidRequestError extends JobTokenScopeError {
  override readonly name = "InvalidRequestError";

  constructor(message: string, options?: ErrorOptions) {
    super("invalid_request", message, options);
  }
}
