import { script } from "@bomb.sh/tab";
import { type InputCompletion, proposeCompletions } from "@stricli/core";
import type { CommandLineContext } from "../command-line/act.js";
import { application } from "../command-line/application.js";
import { type ExitStatus, exitStatus } from "../exit-status.js";

const name = "gitlab-job-token-scope";

/** Prints the script that makes a shell complete the command: it runs the hidden command `complete`. */
export function printCompletion(shell: string): ExitStatus {
  script(shell, name, name);
  return exitStatus.done;
}

/** Whether the shell may propose files: what `complete` prints at its end. */
const directives = { files: 0, noFiles: 4 } as const;

/**
 * What can come next, as the scripts expect it: lines with a tab before the description, and a last line with a number.
 *
 * @param words The words behind the command, the last of which is the one to be completed.
 */
export async function complete(words: readonly string[], context: CommandLineContext): Promise<string> {
  const proposals = await proposeCompletions(application, words, context);
  const lines = proposals.map(({ completion, brief }: InputCompletion) => `${completion}\t${brief}`);
  const directive = proposals.length === 0 ? directives.files : directives.noFiles;
  return [...lines, `:${directive}`].map((line) => `${line}\n`).join("");
}
