import { script } from "@bomb.sh/tab";
import { type ExitStatus, exitStatus } from "../exit-status.js";

const name = "gitlab-job-token-scope";

/** Prints the script that makes a shell complete the command: it runs the hidden command `complete`. */
export function printCompletion(shell: string): ExitStatus {
  script(shell, name, name);
  return exitStatus.done;
}
