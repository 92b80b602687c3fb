import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Comparison, Round } from "../comparison.ts";
import { progress } from "../progress.ts";

const command = join(
  fileURLToPath(import.meta.resolve("@gitlab-job-token-scope/cli/package.json")),
  "../bin/gitlab-job-token-scope.js",
);

/** How long `--help` takes, beside Node with an empty module. */
export function measureStart(count: number): Comparison {
  const folder = mkdtempSync(join(tmpdir(), "bench-cli-"));
  const empty = join(folder, "empty.mjs");
  writeFileSync(empty, "");
  const rounds: Round[] = [];
  try {
    // Both are read from the disk now, and what Node keeps of compiled code is written.
    startTime(command, "--help");
    startTime(empty);
    for (let round = 1; round <= count; round++) {
      progress(`command: round ${round} of ${count}`);
      rounds.push({ contender: startTime(command, "--help"), baseline: startTime(empty) });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return {
    table: "command",
    name: "`--help`",
    contender: "command",
    baseline: "bare Node",
    unit: "ms",
    rounds,
  };
}

function startTime(...args: readonly string[]): number {
  const startedMs = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  const elapsedMs = performance.now() - startedMs;
  if (status !== 0) throw new Error(`${args.join(" ")} ended with status ${status}`);
  return elapsedMs;
}
