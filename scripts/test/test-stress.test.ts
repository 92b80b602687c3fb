import { globSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import type { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import { testStress } from "../test-stress/command.ts";
import { occupyProcessors } from "../test-stress/load.ts";
import { createDirectory, root, run } from "./helpers.ts";

const slow = { tags: ["slow", "mutants"] };

/** Runs the command in a repository with one test file. */
async function stress(body: string, ...args: string[]) {
  const cwd = await createDirectory({
    "package.json": '{ "type": "module" }',
    "vitest.config.ts": "export default { test: { tags: [{ name: 'slow' }], include: ['test/*.test.ts'] } };",
    "a/test/a.test.ts": `import { expect, test } from "vitest";\n${body}`,
  });
  await symlink(join(root, "node_modules"), join(cwd, "node_modules"));
  const { status, stdout, stderr } = await run(testStress, ["a", ...args], { cwd });
  return { status, output: stdout + stderr };
}

test("repeats the tests in random order, with a seed for each run", slow, async () => {
  const body = `test("one", () => expect(process.env.FC_SEED).toMatch(/^[56]$/)); test("two", () => {});
test("slow", { tags: ["slow"] }, () => expect.unreachable());`;
  const { status, output } = await stress(body, "--runs", "2", "--seed", "5");
  expect(output).toMatch(
    /^a: seed 5: passed after \d+ s: 2 passed \| 1 skipped \(3\)\na: seed 6: passed after .*\ntest:stress: 2 runs, 0 failed\n$/,
  );
  expect(status).toBe(0);
});

test("reports tests that depend on their order, and how to repeat the run", slow, async () => {
  const body = `let seen = 0; for (let i = 0; i < 8; i++) test(\`test \${i}\`, () => expect(seen++).toBe(i));`;
  const { status, output } = await stress(body, "--runs", "1", "--seed", "7", "--slow");
  expect(output).toMatch(/^a: seed 7: FAILED after \d\d? s: \d failed( \| \d passed)? \(8\)\n/);
  expect(output).toContain("Tests ");
  expect(output).toMatch(/expected \d to be \d/);
  expect(output).toMatch(
    /test:stress: 1 runs, 1 failed\nTo repeat it: pnpm test:stress a --runs 1 --seed 7 --slow\n$/,
  );
  expect(status).toBe(1);
});

test("says that a run had no tests", slow, async () => {
  const { status, output } = await stress("throw new Error('not loaded');", "--runs", "1", "--seed", "3");
  expect(output).toMatch(/^a: seed 3: FAILED after \d+ s: no tests\n/);
  expect(status).toBe(1);
});

test.for<[string[], string]>([
  [["nowhere"], "nowhere: no workspace with tests"],
  [["--runs", "many"], '--runs: expected a number, not "many"'],
  [["--runs", "0"], "--runs: expected a number from 1, not 0"],
  [["--runs", "1e1"], '--runs: expected a number, not "1e1"'],
  [["--seed", "x1"], '--seed: expected a number, not "x1"'],
  [["docs"], "docs: no workspace with tests"],
  [["--loud"], "Unknown option '--loud'"],
])("refuses %j", async ([args, message]) => {
  const { status, stderr } = await run(testStress, args);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});

test("says what it does", async () => {
  const { status, stdout } = await run(testStress, ["--help"]);
  expect(status).toBe(0);
  expect(stdout).toContain("Usage: pnpm test:stress [WORKSPACE...]");
  const packages = globSync("packages/*/test", { cwd: root }).map((path) => dirname(path));
  expect(packages).not.toEqual([]);
  for (const workspace of [...packages, "scripts", "examples"])
    expect(stdout).toMatch(new RegExp(`default:.*\\b${workspace}\\b`));
});

test("keeps every processor busy until it ends", async () => {
  // The ID of a thread that has ended is -1.
  const workers: Worker[] = [];
  const collect = (worker: Worker) => workers.push(worker);
  process.on("worker", collect);
  onTestFinished(() => void process.off("worker", collect));

  const busyBefore = process.cpuUsage().user;
  const load = occupyProcessors();
  await expect.poll(() => process.cpuUsage().user - busyBefore).toBeGreaterThan(1_000_000);
  expect(workers).toHaveLength(availableParallelism());
  expect(workers.map(({ threadId }) => threadId)).not.toContain(-1);
  await load.end();
  expect(workers.map(({ threadId }) => threadId)).toEqual(workers.map(() => -1));
});
