import { usageError } from "../command-error.js";
import { isToken } from "../output/secrets.js";

/** @throws {CommandError} If a token is among the arguments. */
export function refuseTokens(args: readonly string[]): void {
  const isRefused = args.some(
    (arg) => /^--?(?:access-|private-|job-)?token(?:=|$)/i.test(arg) || isToken(arg),
  );
  if (!isRefused) return;
  throw usageError(
    "A token is not taken as an argument: other users of the machine could see it, and shells keep it in their history. Set GITLAB_TOKEN, or give --token-file. If it was a real token, revoke it.",
  );
}
