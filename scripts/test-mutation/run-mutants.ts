import { relative, resolve } from "node:path";
import type { MutantResult } from "@stryker-mutator/api/core";

export interface MutationRun {
  /** The workspace whose tests run. */
  readonly workspace: string;
  /** The sources to mutate. */
  readonly files: readonly string[];
  readonly concurrency: number;
  /** Whether to skip mutants of code that runs when a module is loaded: every test has to run for each of them. */
  readonly ignoreStatic: boolean;
}

/**
 * Runs the tests of a workspace against each mutant of the sources, and returns the mutants by source.
 *
 * Stryker works on a copy of the repository, in the current directory. The results of mutants whose source and tests are
 * unchanged come from the last run.
 */
export async function runMutants(run: MutationRun): Promise<Map<string, MutantResult[]>> {
  const { workspace, files, concurrency, ignoreStatic } = run;
  const reports = `reports/mutation/${workspace.replaceAll("/", "-")}`;
  process.env["MUTATED_WORKSPACE"] = workspace;
  // Each mutant has a new process, which compiles the same code.
  process.env["NODE_COMPILE_CACHE"] = resolve("reports/mutation/compiled");
  // Loading it takes seconds.
  const { Stryker } = await import("@stryker-mutator/core");
  const mutants = await new Stryker({
    concurrency,
    mutate: [...files],
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    vitest: { configFile: "vitest.mutation.config.ts", related: false, pool: "forks" },
    coverageAnalysis: "perTest",
    ignoreStatic,
    disableTypeChecks: `${workspace}/**/*.ts`,
    buildCommand: "node scripts/test-mutation/copy-assets.ts",
    // A test that waits takes longer on a busy machine.
    timeoutMS: 8_000,
    incremental: true,
    incrementalFile: `${reports}.incremental.json`,
    reporters: ["html", "progress-append-only"],
    htmlReporter: { fileName: `${reports}.html` },
    tempDirName: "reports/mutation/copies",
    ignorePatterns: ["reports", "benchmarks"],
  }).runMutationTest();
  const bySource = new Map<string, MutantResult[]>(files.map((file) => [file, []]));
  for (const mutant of mutants) bySource.get(relative(".", resolve(mutant.fileName)))?.push(mutant);
  return bySource;
}
