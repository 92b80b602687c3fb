import * as desiredState from "@gitlab-job-token-scope/desired-state";
import * as facade from "@gitlab-job-token-scope/facade";
import * as client from "@gitlab-job-token-scope/openapi-client";
import { expect, onTestFinished, test } from "vitest";
import { runAll } from "../check-runtimes/run-all.ts";
import type { Runtime } from "../check-runtimes/runtimes.ts";
import { checks, suite } from "../check-runtimes/suite.mjs";
import { formatTable, replaceTable } from "../check-runtimes/table.ts";
import { type RunSuite, runAgainst, startTarget } from "../check-runtimes/target.ts";

const allPassed = JSON.stringify(checks);

const runSuite: RunSuite = async (target) =>
  `a line\n${JSON.stringify(await suite({ facade, client, desiredState }, target))}\n`;

test("the suite passes, again and again", async () => {
  const server = await startTarget();
  onTestFinished(() => server.close());
  await runAgainst(server, runSuite);
  await runAgainst(server, runSuite);
});

test.for<[string, RunSuite, RegExp]>([
  [
    "leaves the project open",
    async (target) => {
      const output = await runSuite(target);
      await fetch(`${target.url}/api/v4/projects/1/job_token_scope/allowlist/42`, {
        method: "DELETE",
        headers: { "private-token": target.token },
      });
      return output;
    },
    /it left project 1 as \{.*"allowedProjects":\[\]/,
  ],
  ["prints nothing", async () => "", /JSON/],
  ["stops early", async () => JSON.stringify(checks.slice(1)), /it passed/],
  ["says that all passed, and sent nothing", async () => allPassed, /its writes of the setting/],
  [
    "sends what the document does not allow",
    async ({ url, token }) => {
      await fetch(`${url}/api/v4/projects/1/job_token_scope/allowlist`, {
        method: "POST",
        headers: { "private-token": token, "content-type": "application/json" },
        body: '{"target_project_id":"x"}',
      });
      return allPassed;
    },
    /violated the document/,
  ],
])("a suite that %s fails", async ([, runSuite, message]) => {
  const server = await startTarget();
  onTestFinished(() => server.close());
  await expect(runAgainst(server, runSuite)).rejects.toThrow(message);
});

test("every run that fails counts and is named, and the others still run", async () => {
  const server = await startTarget();
  onTestFinished(() => server.close());
  const fail: RunSuite = () => Promise.reject(new Error("it has no fetch"));
  const runtime = (name: string, runs: Record<string, RunSuite>): Runtime => ({
    name,
    version: "1.0",
    dependencies: [],
    runs: () => runs,
  });
  const runtimes = [
    runtime("A", { import: fail, require: runSuite }),
    runtime("B", { import: runSuite }),
    runtime("C", { import: fail }),
  ];
  const errors: string[] = [];
  const project = { directory: "", run: () => Promise.resolve("") };
  const results = await runAll(server, runtimes, project, { log() {}, error: (line) => errors.push(line) });
  expect(results).toEqual({
    passed: [
      { name: "A", version: "1.0", ways: ["require"] },
      { name: "B", version: "1.0", ways: ["import"] },
      { name: "C", version: "1.0", ways: [] },
    ],
    failures: 2,
  });
  expect(errors).toEqual([
    "check:runtimes: A 1.0 (import): it has no fetch",
    "check:runtimes: C 1.0 (import): it has no fetch",
  ]);
});

test("the table has a row for each runtime, with its versions and ways", () => {
  const table = formatTable([
    { name: "Node", version: "22.12.0", ways: ["import", "require"] },
    { name: "Node", version: "24.0.0", ways: ["import"] },
    { name: "Chromium", version: "", ways: ["import"] },
  ]);
  expect(table.split("\n").slice(2)).toEqual([
    "| Node | 22.12.0, 24.0.0 | `import`, `require()` |",
    "| Chromium |  | `import` |",
  ]);
});

test("the table replaces what is between its comments, and both have to be there", () => {
  const text = "a\n<!-- begin runtimes -->\nold\n<!-- end runtimes -->\nb\n";
  expect(replaceTable(text, "new")).toBe("a\n<!-- begin runtimes -->\n\nnew\n\n<!-- end runtimes -->\nb\n");
  expect(() => replaceTable("a", "new")).toThrow(/begin runtimes/);
  expect(() => replaceTable("a <!-- begin runtimes --> b", "new")).toThrow(/end runtimes/);
});
