// @module-tag slow
import { execFile } from "node:child_process";
import { mkdtempDisposable, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";

const suites = fileURLToPath(new URL("suites", import.meta.url));
const vitest = fileURLToPath(new URL("../vitest.mjs", import.meta.resolve("vitest")));

interface Outcome {
  status: string;
  messages: string[];
  meta: { url?: string };
}

/** Runs test files of `suites` in a separate Vitest process, and returns the outcome of each test by title. */
async function run(
  files: string[],
  environment: Record<string, string> = {},
): Promise<Record<string, Outcome>> {
  await using folder = await mkdtempDisposable(join(tmpdir(), "vitest-"));
  const report = join(folder.path, "report.json");
  // One worker for all files.
  const options = ["--isolate=false", "--no-file-parallelism", "--testTimeout=60000"];
  const args = ["run", ...options, "--reporter=json", `--outputFile=${report}`, ...files];
  await new Promise((resolve) => {
    execFile(
      process.execPath,
      [vitest, ...args],
      { cwd: suites, env: { ...process.env, ...environment } },
      resolve,
    );
  });
  const { testResults } = JSON.parse(await readFile(report, "utf8"));
  return Object.fromEntries(
    testResults
      .flatMap(({ assertionResults }: { assertionResults: unknown[] }) => assertionResults)
      .map(({ title, status, failureMessages: messages, meta }: Record<string, unknown>) => [
        title,
        { status, messages, meta },
      ]),
  );
}

let outcomes: Record<string, Outcome>;
let endOutcomes: Record<string, Outcome>;
let closeCheck: string;

// Starting Vitest takes seconds. `end` must be the first file of its worker, so it needs a process of its own.
beforeAll(async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "vitest-"));
  const file = join(folder.path, "close-check");
  [outcomes, endOutcomes] = await Promise.all([
    run(["outcomes", "one-file", "another-file"]),
    run(["end"], { CLOSE_CHECK_FILE: file }),
  ]);
  closeCheck = await readFile(file, "utf8");
});

test("a test fails if there are violations that it does not take", () => {
  const passed = Object.keys(outcomes).filter((title) => outcomes[title]?.status === "passed");
  expect(passed.sort()).toEqual(
    [
      "conforms to the document",
      "violates the document and takes the violations",
      "violates the document without strict",
      "starts with the initial state, 1",
      "starts with the initial state, 2",
      "starts with the initial state on a retry",
      "does not use a GitLab",
      "one test",
      "one test with options",
      "another test",
      "another test with options",
    ].sort(),
  );

  expect(outcomes["violates the document"]?.messages).toEqual([
    expect.stringContaining(
      "PATCH /api/v4/projects/1/job_token_scope (updateJobTokenScope): body: Request body must NOT have additional properties; found 'enabeld'",
    ),
  ]);
  expect(outcomes["fails and violates the document"]?.messages).toEqual([
    expect.stringContaining("expected 400 to be 204"),
    expect.stringContaining("ViolationError"),
  ]);
  expect(outcomes["gets a response that violates the document"]?.messages).toEqual([
    expect.stringContaining("response to GET /api/v4/projects/1/job_token_scope (getJobTokenScope): "),
  ]);
  expect(outcomes["is concurrent"]?.messages).toEqual([expect.stringContaining("cannot be concurrent")]);
});

test("the tests of a worker share a GitLab per options object", () => {
  const urlOf = (title: string) => outcomes[title]?.meta.url;
  expect(urlOf("one test")).toMatch(/^http:/);
  expect(urlOf("one test")).toBe(urlOf("another test"));
  expect(urlOf("one test with options")).toMatch(/^http:/);
  expect(urlOf("one test with options")).not.toBe(urlOf("one test"));
});

test("the GitLab is closed at the end of the worker", () => {
  expect(endOutcomes["uses a GitLab"]?.status).toBe("passed");
  expect(closeCheck).toBe("closed");
});
