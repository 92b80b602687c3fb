import { type ExitStatus, exitStatus } from "./exit-status.js";

/** Ends a command with a message for people and a status. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly status: ExitStatus;

  constructor(message: string, status: ExitStatus = exitStatus.failed) {
    super(message);
    this.status = status;
  }
}

/** The arguments, the environment or a file is not valid. Nothing was sent to GitLab. */
export function usageError(message: string): CommandError {
  return new CommandError(message, exitStatus.usage);
}

/** Whether an error is one of these. The class exists twice: see ../build/bundle-start.js. */
export function isCommandError(error: unknown): error is CommandError {
  return error instanceof Error && error.name === "CommandError";
}
