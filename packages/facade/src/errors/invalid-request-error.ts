import type { ErrorContext } from "./error-context.js";
import { JobTokenScopeError } from "./job-token-scope-error.js";

/** An option or argument is wrong, or the token function failed. The request was not sent. */
export class InvalidRequestError extends JobTokenScopeError {
  override readonly name = "InvalidRequestError";

  constructor(message: string, context?: ErrorContext, options?: ErrorOptions) {
    super("invalid_request", message, context, options);
  }
}
