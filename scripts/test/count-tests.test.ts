import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { countTests } from "../count-tests/command.ts";
import { programs } from "../list-programs/programs.ts";
import { createDirectory, run, toLines } from "./helpers.ts";

const report = (numPassedTests: number, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0) =>
  JSON.stringify({ numPassedTests, numFailedTests, numPendingTests, numTodoTests });

let cwd: string;
beforeEach(async () => {
  cwd = await createDirectory({
    "packages/a/test/a.test.ts": "",
    "packages/a/test-results.json": report(3, 0, 1),
    "packages/untested/index.ts": "",
    "scripts/test/b.test.ts": "",
    "scripts/test-results.json": report(4),
    "notes/test/c.test.ts": "",
  });
});

/** Counts on a machine without most programs, and returns the status and the last line. */
async function count(): Promise<[number, string | undefined, string]> {
  const { status, stdout, stderr } = await run(countTests, [], { cwd, env: { PATH: cwd } });
  return [status, toLines(stdout).at(-1), stderr];
}

test("the last line has the counts, and the programs without which tests were skipped", async () => {
  const [status, line] = await count();
  expect(status).toBe(0);
  expect(line).toMatch(/^7 passed, 0 failed, 1 skipped \(not installed: .*wget, rsync, .*strace, java, go, /);
});

test("tests that are still to be written are skipped, and each workspace has a line", async () => {
  for (const [i, name] of ["benchmarks", "examples"].entries()) {
    mkdirSync(join(cwd, name, "test"), { recursive: true });
    writeFileSync(join(cwd, name, "test-results.json"), report(i + 1, 0, 2, 3));
  }
  const { stdout } = await run(countTests, [], { cwd, env: { PATH: cwd } });
  const [last, ...lines] = toLines(stdout).reverse();
  expect(lines.reverse()).toEqual([
    "packages/a: 3 tests passed",
    "benchmarks: 1 tests passed",
    "examples: 2 tests passed",
    "scripts: 4 tests passed",
  ]);
  expect(last).toMatch(/^10 passed, 0 failed, 11 skipped \(not installed: /);
});

test("the last line has no programs if all are installed", { tags: ["slow"] }, async () => {
  const missing = programs.filter(({ isFound }) => !isFound(process.env)).map(({ name }) => name);
  const { stdout } = await run(countTests, [], { cwd });
  const reason = missing.length > 0 ? ` (not installed: ${missing.join(", ")})` : "";
  expect(toLines(stdout).at(-1)).toBe(`7 passed, 0 failed, 1 skipped${reason}`);
});

test.for([
  ["is missing", undefined],
  ["counts no test", report(0)],
] as const)("fails if the report of a package with tests %s", async ([, content]) => {
  const file = join(cwd, "scripts/test-results.json");
  if (content === undefined) rmSync(file);
  else writeFileSync(file, content);
  const [status, line, stderr] = await count();
  expect(status).toBe(1);
  expect(line).toMatch(/^3 passed/);
  expect(stderr).toBe("count-tests: scripts has tests, but scripts/test-results.json has no results\n");
});

test("fails if a test failed, or if no package has tests", async () => {
  writeFileSync(join(cwd, "scripts/test-results.json"), report(4, 1));
  expect(await count()).toEqual([1, expect.stringMatching(/^7 passed, 1 failed/), ""]);
  rmSync(join(cwd, "scripts"), { recursive: true });
  rmSync(join(cwd, "packages/a"), { recursive: true });
  expect(await count()).toEqual([1, expect.stringMatching(/^0 passed/), ""]);
});
