import { type CommandError, isCommandError, usageError } from "./command-error.js";

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EISDIR: "it is a directory",
  ENOENT: "there is no such file",
  ENOSPC: "no space is left on the device",
  ENOTDIR: "a part of the path is not a directory",
  EPERM: "operation not permitted",
  EROFS: "the file system is read-only",
};

/** What was wrong with a file, in words. */
export function fileProblem(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ""] ?? message;
}

/** The usage error for a file that cannot be read. An error that says what is wrong already is left as it is. */
export function describeFileError(name: string, error: unknown): CommandError {
  return isCommandError(error) ? error : usageError(`${name}: ${fileProblem(error)}`);
}
