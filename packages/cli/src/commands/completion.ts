import addCompletion from "@bomb.sh/tab/commander";
import type { Command } from "commander";
import { type ExitStatus, exitStatus } from "../exit-status.js";

const name = "gitlab-job-token-scope";

/** Prints the script that teaches a shell to complete the command. */
export function printCompletion(program: Command, shell: string): ExitStatus {
  addCompletion(program, { completionCommandName: "completion" }).setup(name, name, shell);
  return exitStatus.done;
}

/** Prints what can come next. The shell's script calls it. */
export function complete(program: Command, words: string[]): ExitStatus {
  addCompletion(program, { completionCommandName: "completion" }).parse(words);
  return exitStatus.done;
}
