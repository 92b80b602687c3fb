import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "../lib/command.ts";
import { findMissing } from "../list-programs/programs.ts";

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
}

/**
 * Adds up the test results of all packages, and fails if a package with tests has no results. The last line contains the counts
 * and the programs without which tests were skipped.
 */
export const countTests: Command = async (_args, { cwd, env, log, error }) => {
  const packages = readdirSync(join(cwd, "packages")).map((name) => `packages/${name}`);
  const tested = [...packages, "benchmarks", "examples", "scripts"].filter((name) =>
    existsSync(join(cwd, name, "test")),
  );
  let [passed, failed, skipped] = [0, 0, 0];
  let isComplete = tested.length > 0;

  for (const workspace of tested) {
    const file = join(cwd, workspace, "test-results.json");
    const report: Report | undefined = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
    if (report === undefined || report.numPassedTests === 0) {
      error(`count-tests: ${workspace} has tests, but ${workspace}/test-results.json has no results`);
      isComplete = false;
      continue;
    }
    log(`${workspace}: ${report.numPassedTests} tests passed`);
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    skipped += report.numPendingTests + report.numTodoTests;
  }

  const missing = findMissing(env).map(({ name }) => name);
  const reason = missing.length > 0 ? ` (not installed: ${missing.join(", ")})` : "";
  log(`${passed} passed, ${failed} failed, ${skipped} skipped${reason}`);
  return isComplete && failed === 0 ? 0 : 1;
};
