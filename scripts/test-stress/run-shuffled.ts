import { spawn } from "node:child_process";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";

/** One run of the tests of a workspace. */
export interface ShuffledRun {
  /** The root of the repository. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly workspace: string;
  /** The seed of the order and of the properties. */
  readonly seed: number;
  readonly isSlow: boolean;
}

/** What became of a run. */
export interface ShuffledResult {
  readonly status: number;
  readonly output: string;
  /** How many tests passed, failed and were skipped, in vitest's words. */
  readonly tests: string;
  readonly seconds: number;
}

/** Runs the tests of a workspace once, in the order that the seed determines. */
export function runShuffled({ cwd, env, workspace, seed, isSlow }: ShuffledRun): Promise<ShuffledResult> {
  const startedAt = performance.now();
  const args = [
    join(cwd, "node_modules/vitest/vitest.mjs"),
    "run",
    `--config=${join(cwd, "vitest.config.ts")}`,
    "--typecheck.enabled=false",
    // Not the reporter that writes test-results.json.
    "--reporter=dot",
    "--sequence.shuffle.files",
    "--sequence.shuffle.tests",
    `--sequence.seed=${seed}`,
    ...(isSlow ? [] : ["--tagsFilter=!slow"]),
  ];
  const child = spawn(process.execPath, args, {
    cwd: join(cwd, workspace),
    env: { ...env, FC_SEED: String(seed) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (data) => (output += data));
  child.stderr.on("data", (data) => (output += data));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      const [, tests = "no tests"] = /^ *Tests +(.+)$/m.exec(stripVTControlCharacters(output)) ?? [];
      const seconds = Math.round((performance.now() - startedAt) / 1_000);
      resolve({ status: code ?? 1, output, tests, seconds });
    });
  });
}
