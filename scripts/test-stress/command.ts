import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Command } from "../lib/command.ts";
import { firstLine } from "../lib/first-line.ts";
import { occupyProcessors } from "./load.ts";
import { runShuffled } from "./run-shuffled.ts";

const workspaces = [
  "packages/openapi-client",
  "packages/facade",
  "packages/desired-state",
  "packages/cli",
  "packages/contract-fixture",
  "scripts",
  "examples",
];

const usage = `Usage: pnpm test:stress [WORKSPACE...] [--runs N] [--seed N] [--slow]

Repeats the tests in random order while every processor is kept busy. Prints the seed and the counts of each run, and how to repeat one
that fails. The seed also is that of the properties (FC_SEED).

  WORKSPACE  only the tests in these directories (default: ${workspaces.join(", ")})
  --runs N   how often the tests of each workspace run (default: 10)
  --seed N   the seed of the first run; each further run adds 1 (default: random)
  --slow     also runs the slow tests`;

/** Looks for tests that depend on their order, on each other, or on how busy the machine is. Has to run at the repository's root. */
export const testStress: Command = async (args, { cwd, env, log, error }) => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        runs: { type: "string", default: "10" },
        seed: { type: "string", default: String(Math.floor(Math.random() * 1e9)) },
        slow: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) {
      log(usage);
      return 0;
    }
    const runs = readCount("--runs", values.runs);
    if (runs === 0) throw new Error("--runs: expected a number from 1, not 0");
    const firstSeed = readCount("--seed", values.seed);
    const selected =
      positionals.length === 0 ? workspaces : positionals.map((path) => relative(cwd, resolve(cwd, path)));
    for (const workspace of selected) {
      if (!existsSync(join(cwd, workspace, "test"))) throw new Error(`${workspace}: no workspace with tests`);
    }

    const repeat: string[] = [];
    const load = occupyProcessors();
    try {
      for (const workspace of selected) {
        for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
          const run = { cwd, env, workspace, seed, isSlow: values.slow };
          const { status, output, tests, seconds } = await runShuffled(run);
          log(
            `${workspace}: seed ${seed}: ${status === 0 ? "passed" : "FAILED"} after ${seconds} s: ${tests}`,
          );
          if (status === 0) continue;
          log(output);
          repeat.push(`pnpm test:stress ${workspace} --runs 1 --seed ${seed}${values.slow ? " --slow" : ""}`);
        }
      }
    } finally {
      await load.end();
    }
    log(`test:stress: ${selected.length * runs} runs, ${repeat.length} failed`);
    for (const command of repeat) log(`To repeat it: ${command}`);
    return repeat.length === 0 ? 0 : 1;
  } catch (reason) {
    error(`test:stress: ${firstLine(reason)}`);
    return 2;
  }
};

function readCount(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${option}: expected a number, not "${text}"`);
  return Number(text);
}
