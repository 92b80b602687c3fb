import type { MockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import type { Context } from "../lib/command.ts";
import type { Project } from "./project.ts";
import type { Runtime } from "./runtimes.ts";
import type { Passed } from "./table.ts";
import { runAgainst } from "./target.ts";

/** What the runs came to. */
export interface Results {
  /** Each runtime, with the ways to load the packages that passed there. */
  readonly passed: readonly Passed[];
  /** The number of runs that failed. */
  readonly failures: number;
}

/** Runs the suite on each runtime, in each of its ways, also after a run has failed. */
export async function runAll(
  server: MockGitLab,
  runtimes: readonly Runtime[],
  project: Project,
  { log, error }: Pick<Context, "log" | "error">,
): Promise<Results> {
  const passed: Passed[] = [];
  let failures = 0;
  for (const { name, version, runs } of runtimes) {
    const ways: string[] = [];
    for (const [way, runSuite] of Object.entries(runs(project))) {
      try {
        await runAgainst(server, runSuite);
        ways.push(way);
      } catch (reason) {
        failures++;
        error(
          `check:runtimes: ${name} ${version} (${way}): ${reason instanceof Error ? reason.message : reason}`,
        );
      }
    }
    passed.push({ name, version, ways });
    log(`check:runtimes: ${name} ${version}: ${ways.join(", ")}`);
  }
  return { passed, failures };
}
