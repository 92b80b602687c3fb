/** Adds up the test results of all packages, and fails if a package with tests has no results. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
}

const workspaces = [...readdirSync("packages").map((name) => `packages/${name}`), "examples", "scripts"];
const tested = workspaces.filter((workspace) => existsSync(`${workspace}/test`));
let passed = 0;
let failed = 0;
let skipped = 0;

for (const workspace of tested) {
  const file = `${workspace}/test-results.json`;
  const report: Report | undefined = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  if (report === undefined || report.numPassedTests === 0) {
    console.error(`count-tests: ${workspace} has tests, but ${file} has no results`);
    process.exitCode = 1;
    continue;
  }
  console.log(`${workspace}: ${report.numPassedTests} tests passed`);
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  skipped += report.numPendingTests + report.numTodoTests;
}

if (failed > 0) process.exitCode = 1;
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
