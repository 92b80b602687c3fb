import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { array, nullable, object, parse, record, string } from "valibot";

/** A turbo task, whose result is cached for the files that it declares. */
export interface Task {
  /** For example `@gitlab-job-token-scope/facade#test`. */
  readonly id: string;
  readonly command: string;
  /** Relative to the root of the repository. */
  readonly directory: string;
  /** The declared files: its own, those of the tasks that it depends on, and those of the whole repository. */
  readonly inputs: ReadonlySet<string>;
  /** What it and the tasks that it depends on write, as patterns. */
  readonly outputs: readonly string[];
}

const dryRun = object({
  globalCacheInputs: object({ files: record(string(), string()) }),
  tasks: array(
    object({
      taskId: string(),
      command: string(),
      directory: string(),
      inputs: record(string(), string()),
      outputs: nullable(array(string())),
      dependencies: array(string()),
    }),
  ),
});

/** Lists the tasks that `turbo run` would run with these arguments, dependencies first. */
export function listTasks(root: string, args: readonly string[]): Task[] {
  const output = execFileSync("turbo", ["run", ...args, "--dry=json"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    stdio: "pipe",
  });
  const { globalCacheInputs, tasks } = parse(dryRun, JSON.parse(output));
  const byId = new Map(tasks.map((task) => [task.taskId, task]));
  const sorted = new Set(tasks.flatMap(({ taskId }) => [...withDependencies(taskId, byId)]));
  return [...sorted]
    .filter(({ command }) => command !== "<NONEXISTENT>")
    .map(({ taskId, command, directory }) => {
      const declared = [...withDependencies(taskId, byId)];
      return {
        id: taskId,
        command,
        directory,
        inputs: new Set([
          ...Object.keys(globalCacheInputs.files),
          ...declared.flatMap((task) => Object.keys(task.inputs).map((file) => join(task.directory, file))),
        ]),
        outputs: declared.flatMap((task) => (task.outputs ?? []).map((glob) => join(task.directory, glob))),
      };
    });
}

/** A task, after those that it depends on. */
function withDependencies<T extends { readonly dependencies: readonly string[] }>(
  id: string,
  tasks: ReadonlyMap<string, T>,
  found = new Set<T>(),
): Set<T> {
  const task = tasks.get(id);
  if (task !== undefined && !found.has(task)) {
    for (const dependency of task.dependencies) withDependencies(dependency, tasks, found);
    found.add(task);
  }
  return found;
}
