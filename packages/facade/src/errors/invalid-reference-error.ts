import type { ErrorContext } from "./error-context.js";
import { JobTokenScopeError } from "./job-token-scope-error.js";

/** A reference does not name a project or group. Nothing was sent. */
export class InvalidReferenceError extends JobTokenScopeError {
  override readonly name = "InvalidReferenceError";

  constructor(message: string, context?: ErrorContext) {
    super("invalid_reference", message, context);
  }
}
