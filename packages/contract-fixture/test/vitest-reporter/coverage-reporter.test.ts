// @module-tag slow
import { execFile } from "node:child_process";
import { mkdtempDisposable, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CoverageEntry } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";

const suite = fileURLToPath(new URL("suite", import.meta.url));
const vitest = fileURLToPath(new URL("../vitest.mjs", import.meta.resolve("vitest")));

test.for([["--pool=forks"], ["--pool=threads"]])(
  "merges the coverage of all test files of a run, with %s",
  async (args) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), "coverage-"));
    const file = join(folder.path, "folder", "coverage.json");
    const output = await new Promise<string>((resolve) => {
      const env = { ...process.env, COVERAGE_FILE: file };
      execFile(process.execPath, [vitest, "run", ...args], { cwd: suite, env }, (_, out) => resolve(out));
    });
    expect(output).toContain("Contract coverage: 3 of 11 operations, 2 of ");
    expect(output).toContain("  getJobTokenScope: 200 (enabled)\n");

    const coverage: CoverageEntry[] = JSON.parse(await readFile(file, "utf8"));
    const entry = (operation: string, status: number, example?: string) =>
      coverage.find(
        (found) => found.operation === operation && found.status === status && found.example === example,
      );
    expect(coverage.filter(({ responses }) => responses > 0)).toHaveLength(5);
    // The test that was retried counts twice.
    expect(entry("getJobTokenScope", 200, "enabled")?.responses).toBe(3);
    expect(entry("updateJobTokenScope", 400, "missing")?.responses).toBe(1);
    expect(entry("getGroup", 418)).toEqual({
      operation: "getGroup",
      status: 418,
      isDocumented: false,
      responses: 1,
    });
    expect(entry("getGroup", 200)?.responses).toBe(0);
  },
);
