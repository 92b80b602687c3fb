import { execFile } from "node:child_process";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const suites = fileURLToPath(new URL("suites", import.meta.url));
const vitest = fileURLToPath(new URL("../vitest.mjs", import.meta.resolve("vitest")));

interface Outcome {
  status: string;
  messages: string[];
  meta: { url?: string };
}

/** Runs test files of `suites` with a vitest of their own, and tells how each test ended. */
async function run(
  files: string[],
  environment: Record<string, string> = {},
): Promise<Record<string, Outcome>> {
  const folder = await mkdtemp(join(tmpdir(), "vitest-"));
  const report = join(folder, "report.json");
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

test("a test fails when the document was broken and it did not say so", async () => {
  const outcomes = await run(["outcomes"]);
  const passed = Object.keys(outcomes).filter((title) => outcomes[title]?.status === "passed");
  expect(passed).toEqual([
    "keeps the document",
    "breaks the document and expects it",
    "breaks the document and may",
    "finds a world that nobody changed, 1",
    "finds a world that nobody changed, 2",
    "finds a world that nobody changed when it is tried again",
    "does not ask for a GitLab",
  ]);

  expect(outcomes["breaks the document"]?.messages).toEqual([
    expect.stringContaining(
      "PATCH /api/v4/projects/1/job_token_scope (updateJobTokenScope): body: Request body must NOT have additional properties; found 'enabeld'",
    ),
  ]);
  expect(outcomes["fails, and breaks the document"]?.messages).toEqual([
    expect.stringContaining("expected 400 to be 204"),
    expect.stringContaining("ViolationError"),
  ]);
  expect(outcomes["meets a GitLab that breaks the document itself"]?.messages).toEqual([
    expect.stringContaining("the answer to GET /api/v4/projects/1/job_token_scope (getJobTokenScope): "),
  ]);
  expect(outcomes["is concurrent"]?.messages).toEqual([expect.stringContaining("cannot be concurrent")]);
});

test("the tests of a worker share a GitLab for each set of options", async () => {
  const outcomes = await run(["one-file", "another-file"]);
  expect(Object.values(outcomes).map(({ status }) => status)).toEqual(Array(4).fill("passed"));
  const urlOf = (title: string) => outcomes[title]?.meta.url;
  expect(urlOf("one test")).toBe(urlOf("another test"));
  expect(urlOf("one test with options")).not.toBe(urlOf("one test"));
});

test("it ends with the worker", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "vitest-")), "last-look");
  const outcomes = await run(["end"], { LAST_LOOK: file });
  expect(outcomes["asks for a GitLab"]?.status).toBe("passed");
  expect(await readFile(file, "utf8")).toBe("ended");
});
