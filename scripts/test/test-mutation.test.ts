import { createHash } from "node:crypto";
import { globSync } from "node:fs";
import { expect, test } from "vitest";
import { testMutation } from "../test-mutation/command.ts";
import { readRecord, writeRecord } from "../test-mutation/record.ts";
import { reportTarget } from "../test-mutation/report.ts";
import { summarize } from "../test-mutation/summarize.ts";
import { listSources, type Target, targets } from "../test-mutation/targets.ts";
import { createDirectory, root, run, toLines } from "./helpers.ts";

type Mutant = Parameters<typeof summarize>[1][number];

function mutant(status: Mutant["status"], statusReason?: string): Mutant {
  const start = { line: 3, column: 5 };
  return {
    id: "1",
    fileName: "a.ts",
    location: { start, end: start },
    mutatorName: "BlockStatement",
    replacement: "{\n}",
    status,
    ...(statusReason === undefined ? {} : { statusReason }),
  };
}

test("a mutant is noticed if a test fails or takes too long, and survives if none does or none runs it", () => {
  const mutants = [
    mutant("Killed"),
    mutant("Timeout"),
    mutant("Survived"),
    mutant("NoCoverage"),
    mutant("Ignored", "both orders give the same result"),
    { ...mutant("Ignored", 'Static mutant (and "ignoreStatic" was enabled)'), static: true },
  ];
  const line = "3:5 BlockStatement: { }";
  expect(summarize("a.ts", mutants)).toEqual({
    noticed: 2,
    equivalent: 1,
    skipped: 1,
    survived: [line, line],
  });
});

test("a replacement is shown in one line of at most 100 characters", () => {
  const replacedBy = (replacement: string) =>
    summarize("a.ts", [{ ...mutant("Survived"), replacement }]).survived[0]?.slice(
      "3:5 BlockStatement: ".length,
    );
  expect(replacedBy("{\n\n    a;\n}")).toBe("{ a; }");
  expect(replacedBy("x".repeat(100))).toBe("x".repeat(100));
  expect(replacedBy("x".repeat(101))).toBe(`${"x".repeat(99)}…`);
});

test("a comment that disables a mutant has to give the reason", () => {
  const disabled = [mutant("Ignored", "Ignored using a comment")];
  expect(() => summarize("a.ts", disabled)).toThrow(
    "a.ts:3:5: a comment disables a mutant without a reason after a colon",
  );
});

const target: Target = { folder: "src", workspace: ".", minimum: 90 };

test.for([
  { noticed: 9, survived: ["1:1 x"], passed: true, score: "90.0%" },
  { noticed: 8, survived: ["1:1 x"], passed: false, score: "88.9%" },
  { noticed: 0, survived: [], passed: false, score: "no mutants" },
])("with $noticed noticed and $survived survivors, a minimum of 90% is met: $passed", (result) => {
  const { noticed, survived, passed, score } = result;
  const record = { "src/a.ts": { sha256: "", noticed, survived, equivalent: 100, skipped: 0 } };
  const report = reportTarget(target, ["src/a.ts"], record);
  expect(report.passed).toBe(passed);
  expect(report.line).toContain(`src: ${score} (minimum 90%), ${noticed} noticed`);
});

test("a source without a result fails, and so does a target without sources", () => {
  const record = { "src/a.ts": { sha256: "", noticed: 1, survived: [], equivalent: 0, skipped: 0 } };
  const { line, passed } = reportTarget(target, ["src/a.ts", "src/b.ts"], record);
  expect(line).toContain("src: 100.0% (minimum 90%)");
  expect(line).toContain("1 of 2 files without a result");
  expect(passed).toBe(false);
  expect(reportTarget(target, [], record).passed).toBe(false);
});

test("sources that are not mutated are named with the reason", async () => {
  const cwd = await createDirectory({
    "src/a.ts": "",
    "src/a.d.ts": "",
    "src/page/b.ts": "",
    "src/page/browser/c.ts": "",
    "src/generated/d.ts": "",
  });
  const except = { paths: ["src/page/browser", "src/a.ts"], reason: "they need a browser" };
  expect(await listSources(cwd, { ...target, except })).toEqual(["src/page/b.ts"]);
  expect(await listSources(cwd, target)).toEqual(["src/a.ts", "src/page/b.ts", "src/page/browser/c.ts"]);
  const lineOf = (paths: string[]) => reportTarget({ ...target, except: { ...except, paths } }, [], {}).line;
  expect(lineOf(["src/a"])).toMatch(/, without src\/a \(they need a browser\)$/);
  expect(lineOf(["src/a", "src/b"])).toMatch(/, without src\/a and 1 others \(they need a browser\)$/);
});

test("every package is a target, and of the fixture what models GitLab", () => {
  const folders = targets.map(({ folder }) => folder);
  const packages = globSync("packages/*/src", { cwd: root });
  const fixture = "packages/contract-fixture/src";
  const parts = ["gitlab", "engine", "script", "control"].map((part) => `${fixture}/${part}`);
  expect(folders.toSorted()).toEqual(
    [...packages.filter((folder) => folder !== fixture), ...parts, "scripts"].sort(),
  );
});

test("every target has sources", async () => {
  for (const each of targets) expect(await listSources(root, each)).not.toEqual([]);
});

test("--report prints the recorded scores, and what survived", async () => {
  const cwd = await createDirectory({
    "packages/facade/src/a.ts": "export const a = 1;",
    "packages/facade/src/generated/b.ts": "export const b = 1;",
    "scripts/test-mutation/record.json": JSON.stringify({
      "packages/facade/src/a.ts": {
        sha256: "",
        noticed: 1,
        survived: ["1:18 X: 2"],
        equivalent: 0,
        skipped: 0,
      },
      "packages/facade/src/gone.ts": { sha256: "", noticed: 9, survived: [], equivalent: 0, skipped: 0 },
    }),
  });
  const { status, stdout } = await run(testMutation, ["--report"], { cwd });
  expect(stdout).toContain("packages/facade/src/a.ts:1:18 X: 2\n");
  expect(stdout).toContain("packages/facade/src: 50.0% (minimum 90%), 1 noticed, 1 survived, 0 equivalent\n");
  expect(status).toBe(1);
});

test("--report with a path lists the survivors of its sources only", async () => {
  const survivor = { sha256: "", noticed: 9, survived: ["1:1 X: 2"], equivalent: 0, skipped: 0 };
  const sources = ["facade/src/a.ts", "facade/src/b/c.ts", "facade/src/bc.ts", "openapi-client/src/b.ts"];
  const cwd = await createDirectory({
    ...Object.fromEntries(sources.map((source) => [`packages/${source}`, ""])),
    "scripts/test-mutation/record.json": JSON.stringify(
      Object.fromEntries(sources.map((source) => [`packages/${source}`, survivor])),
    ),
  });
  const list = async (...paths: string[]) => {
    const { stdout } = await run(testMutation, ["--report", ...paths], { cwd });
    return toLines(stdout).flatMap((line) => line.split(":1:1 X: 2").slice(0, -1));
  };
  expect(await list("packages/facade/src/b")).toEqual(["packages/facade/src/b/c.ts"]);
  expect(await list("packages/facade/src/a.ts", "packages/openapi-client")).toEqual([
    "packages/openapi-client/src/b.ts",
    "packages/facade/src/a.ts",
  ]);
  expect(await list()).toHaveLength(4);
});

test("the record has the same order in every locale", async () => {
  const cwd = await createDirectory({ "scripts/test-mutation/record.json": "{}" });
  const result = { sha256: "0", noticed: 1, survived: [], equivalent: 0, skipped: 0 };
  await writeRecord(cwd, { "a/b.ts": result, "a-b.ts": result, "B.ts": result });
  expect(Object.keys(await readRecord(cwd))).toEqual(["B.ts", "a-b.ts", "a/b.ts"]);
});

test("the record is sorted by source", async () => {
  const cwd = await createDirectory({ "scripts/test-mutation/record.json": "{}" });
  const result = { sha256: "0", noticed: 1, survived: [], equivalent: 0, skipped: 0 };
  await writeRecord(cwd, { "b.ts": result, "c.ts": result, "a.ts": result });
  expect(Object.entries(await readRecord(cwd))).toEqual([
    ["a.ts", result],
    ["b.ts", result],
    ["c.ts", result],
  ]);
});

test("says what it does", async () => {
  const { status, stdout } = await run(testMutation, ["--help"]);
  expect(status).toBe(0);
  expect(stdout).toContain("Usage: pnpm test:mutation [PATH...]");
});

test("--changed runs nothing for sources whose text was recorded", async () => {
  const text = "export const a = 1;";
  const sha256 = createHash("sha256").update(text).digest("hex");
  const cwd = await createDirectory({
    "packages/facade/src/a.ts": text,
    "scripts/test-mutation/record.json": JSON.stringify({
      "packages/facade/src/a.ts": { sha256, noticed: 9, survived: ["1:18 X: 2"], equivalent: 2, skipped: 3 },
    }),
  });
  const { stdout, stderr } = await run(testMutation, ["--changed"], { cwd });
  expect(stderr).toBe("");
  expect(toLines(stdout)).toContain(
    "packages/facade/src: 90.0% (minimum 90%), 9 noticed, 1 survived, 2 equivalent, 3 skipped",
  );
});

test.for([
  [["nowhere"], "test:mutation: no source in nowhere"],
  [["--chnaged"], "test:mutation: Unknown option '--chnaged'"],
] as const)("%s is refused", async ([args, message]) => {
  const cwd = await createDirectory({ "scripts/test-mutation/record.json": "{}" });
  const { status, stderr } = await run(testMutation, args, { cwd });
  expect(stderr).toContain(message);
  expect(status).toBe(2);
});
