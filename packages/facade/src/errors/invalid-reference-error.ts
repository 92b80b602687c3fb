import { JobTokenScopeError } from "./job-token-scope-error.js";

/** A reference that names no project or group. Nothing was sent. */
export class InvalidReferenceError extends JobTokenScopeError {
  override readonly name = "InvalidReferenceError";

  constructor(message: string) {
    super("invalid_reference", message);
  }
}
