import { type InputCompletion, proposeCompletions } from "@stricli/core";
import type { CommandLineContext } from "./act.js";
import { application } from "./application.js";

/** Whether the shell may propose files: what `complete` prints at its end. */
const directives = { files: 0, noFiles: 4 } as const;

/**
 * What can come next, as the scripts expect it: lines with a tab before the description, and a last line with a number.
 *
 * @param words The words behind the command, the last of which is the one to be completed.
 */
export async function complete(words: readonly string[], context: CommandLineContext): Promise<string> {
  const proposals = await proposeCompletions(application, words, context);
  const isOption = words.at(-1)?.startsWith("-") ?? false;
  // Without a dash, it is an argument, such as a file, that is completed.
  const useful = proposals.filter(({ completion }) => isOption || !completion.startsWith("-"));
  const lines = useful.map(({ completion, brief }: InputCompletion) => `${completion}\t${brief}`);
  const directive = useful.length === 0 ? directives.files : directives.noFiles;
  return [...lines, `:${directive}`].map((line) => `${line}\n`).join("");
}
