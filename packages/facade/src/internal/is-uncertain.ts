import { isJobTokenScopeError, type JobTokenScopeError } from "../errors/job-token-scope-error.js";
import type { Call } from "./http/call.js";

/** Whether reading has to decide what became of a write that failed. Once the call itself was stopped, it cannot. */
export function isUncertain(call: Call, error: unknown): error is JobTokenScopeError {
  return call.isWriteUncertain && call.stopped === undefined && isJobTokenScopeError(error);
}
