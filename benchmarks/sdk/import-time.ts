import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Comparison, Round } from "../comparison.ts";
import { progress } from "../progress.ts";
import { hasPythonGitlab, python } from "./driver-process.ts";

const directory = fileURLToPath(new URL("..", import.meta.url));
const baseline = "bare Node";

const commands: ReadonlyMap<string, readonly string[]> = new Map([
  ["openapi-client", node('import "@gitlab-job-token-scope/openapi-client"')],
  ["facade", node('import "@gitlab-job-token-scope/facade"')],
  ["desired-state", node('import "@gitlab-job-token-scope/desired-state"')],
  ["gitbeaker", node('import "@gitbeaker/rest"')],
  ...(hasPythonGitlab()
    ? [["python-gitlab", [python, "-c", "import gitlab"]] satisfies [string, readonly string[]]]
    : []),
]);

/** How long a process takes that imports a client and ends, beside Node with an empty module. */
export function measureImport(count: number): Comparison[] {
  const rounds = new Map<string, Round[]>([...commands.keys()].map((name) => [name, []]));
  // What is read for the first time comes from the disk.
  for (const command of [node(""), ...commands.values()]) timeMs(command);
  for (let round = 1; round <= count; round++) {
    progress(`import: round ${round} of ${count}`);
    for (const [name, command] of commands) {
      rounds.get(name)?.push({ contender: timeMs(command), baseline: timeMs(node("")) });
    }
  }
  return [...rounds].map(([contender, rounds]) => {
    return { table: "import", name: "import", contender, baseline, unit: "ms", rounds };
  });
}

function node(source: string): string[] {
  return [process.execPath, "--input-type=module", "--eval", source];
}

function timeMs([command = "", ...args]: readonly string[]): number {
  const startedAt = performance.now();
  const { status, stderr } = spawnSync(command, args, { cwd: directory, encoding: "utf8" });
  const elapsedMs = performance.now() - startedAt;
  if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  return elapsedMs;
}
