import { isDesiredStateError } from "@gitlab-job-token-scope/desired-state";
import { isJobTokenScopeError, isResponseError } from "@gitlab-job-token-scope/facade";
import { isCommandError } from "./command-error.js";
import { type ExitStatus, exitStatus } from "./exit-status.js";

/** What to say about an error that ends a command, and the status to end with. */
export function describeError(
  error: unknown,
  isVerbose: boolean,
): { readonly message: string; readonly status: ExitStatus } {
  if (isCommandError(error)) return error;
  if (isDesiredStateError(error)) return { message: error.message, status: exitStatus.usage };
  if (isJobTokenScopeError(error)) {
    const isArgument =
      error.code === "invalid_reference" || (error.code === "invalid_request" && !isResponseError(error));
    return {
      message: `${error.message} (${error.code})`,
      status: isArgument ? exitStatus.usage : exitStatus.failed,
    };
  }
  const { message, stack }: Partial<Error> = error instanceof Error ? error : { message: String(error) };
  return {
    message: `Unexpected error: ${(isVerbose ? stack : undefined) ?? message}`,
    status: exitStatus.failed,
  };
}
