import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join, matchesGlob } from "node:path";
import type { Command } from "../lib/command.ts";
import { firstLine } from "../lib/first-line.ts";
import { listTasks, type Task } from "./tasks.ts";
import { trace } from "./trace.ts";

/** Not declared as inputs: turbo hashes the versions of the dependencies, and Git's files are not a task's concern. */
const ignored = /(?:^|\/)(?:node_modules|\.git|\.turbo)(?:\/|$)/;

/** They take minutes under strace. */
const slowTasks = ["//#check:packed"];

const help = `Usage: pnpm check:inputs [--fast]
       node scripts/check-inputs.ts [--fast] TASK…

Runs each task with strace, and fails if it reads a file that is not one of its inputs in turbo.json.

  --fast   leave out the slow tests, and check:packed
`;

/**
 * Runs each task and compares the files that it reads with the inputs that it declares. A task that reads another file would
 * be replayed from the cache, as passed, after that file has changed. The arguments are those of `turbo run`; `--fast` leaves out
 * the slow tests and tasks.
 */
export const checkInputs: Command = async (args, { cwd, log, error }) => {
  try {
    if (args.includes("--help") || args.includes("-h")) {
      log(help);
      return 0;
    }
    if (spawnSync("strace", ["--version"]).status !== 0) {
      log("check:inputs: skipped, because strace is not installed");
      return 0;
    }
    const isFast = args.includes("--fast");
    const names = args.filter((argument) => argument !== "--fast");
    const tasks = listTasks(cwd, names);
    if (tasks.length === 0) throw new Error(`no task for: turbo run ${names.join(" ")}`);
    let undeclared = 0;
    for (const task of tasks) {
      if (isFast && slowTasks.includes(task.id)) {
        log(`check:inputs: ${task.id}: left out with --fast`);
        continue;
      }
      const command = isFast ? withoutSlowTests(task.command) : task.command;
      const { status, read } = await trace(cwd, command, join(cwd, task.directory));
      if (status !== 0) throw new Error(`${task.id}: ${command} ended with status ${status}`);
      if (read.size === 0) throw new Error(`${task.id}: no file that it reads was seen`);
      const files = [...read].filter((file) => isUndeclared(task, file) && isFile(join(cwd, file)));
      for (const file of files.sort()) {
        error(`check:inputs: ${task.id} reads ${file}, which is not one of its inputs in turbo.json`);
      }
      undeclared += files.length;
      log(`check:inputs: ${task.id}: ${read.size} files read, ${files.length} of them undeclared`);
    }
    return undeclared === 0 ? 0 : 1;
  } catch (reason) {
    error(`check:inputs: ${firstLine(reason)}`);
    return 2;
  }
};

function withoutSlowTests(command: string): string {
  return command.replace(/^vitest run\b.*/, "$& --tagsFilter='!slow' --typecheck.enabled=false");
}

function isUndeclared({ inputs, outputs }: Task, file: string): boolean {
  return !inputs.has(file) && !ignored.test(file) && !outputs.some((glob) => matchesGlob(file, glob));
}

/** Not a directory, and not a temporary file, which is gone by now. */
function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
