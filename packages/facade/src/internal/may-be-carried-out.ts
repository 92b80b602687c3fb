import { isJobTokenScopeError, type JobTokenScopeError } from "../errors/job-token-scope-error.js";
import { isResponseError } from "../errors/response-error.js";
import { failuresOfRepeats } from "./http/exchange.js";

/** Whether GitLab may have carried out a write that failed like this. The limits of the caller's own call end the call. */
export function mayBeCarriedOut(error: unknown): error is JobTokenScopeError {
  if (!isJobTokenScopeError(error)) return false;
  if (failuresOfRepeats.has(error)) return true;
  const isUnreadableSuccess = isResponseError(error) && error.status < 300;
  return isUnreadableSuccess || ["network", "timeout", "server_error"].includes(error.code);
}
