import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const script = fileURLToPath(new URL("../check-behaviour.ts", import.meta.url));

const document = `# What it does

| id | fact | source |
| --- | --- | --- |
| \`limit-projects\` | A list holds \`200\` projects. | \`app/models/link.rb\` |
| \`token-unknown\` | It is 401. | derived |
`;
const model = `
/** How many entries a list holds. [limit-projects] */
export const limit = 200; // [token-unknown]
export const letters = /[a-z]/;
`;
const tests = `
test("[limit-projects] holds 200", () => {});
test.for([["[token-unknown]", 401]])("%s is %i", () => {});
`;

/** Runs the script in a folder that holds these files only. */
async function check(files: { document?: string; model?: string; tests?: string } = {}) {
  const cwd = await mkdtemp(join(tmpdir(), "check-behaviour-"));
  onTestFinished(() => rm(cwd, { recursive: true }));
  for (const folder of ["src/rules", "test"]) await mkdir(join(cwd, folder), { recursive: true });
  await writeFile(join(cwd, "facts.md"), files.document ?? document);
  await writeFile(join(cwd, "src/rules/limit.ts"), files.model ?? model);
  await writeFile(join(cwd, "test/limit.test.ts"), files.tests ?? tests);
  const args = [script, "--document", "facts.md", "--model", "src", "--tests", "test"];
  return new Promise<{ code: number; out: string; problems: string[] }>((resolve) => {
    execFile(process.execPath, args, { cwd }, (error, out, err) =>
      resolve({
        code: typeof error?.code === "number" ? error.code : 0,
        out,
        problems: err.split("\n").filter((line) => line !== ""),
      }),
    );
  });
}

test("counts facts that are told, tested and followed", async () => {
  expect(await check()).toEqual({
    code: 0,
    out: "check:behaviour: 2 facts, each with a source and a test: named 2 times in titles, 2 times in the model\n",
    problems: [],
  });
});

test.for<[string, Parameters<typeof check>[0], string]>([
  [
    "a row without a test",
    { tests: tests.replace("[limit-projects] ", "") },
    "facts.md:5: limit-projects has no test: no title begins with [limit-projects]",
  ],
  [
    "a row whose test is a comment",
    { tests: tests.replace('test("[limit', '// test("[limit') },
    "facts.md:5: limit-projects has no test: no title begins with [limit-projects]",
  ],
  [
    "a row that is named inside a title only",
    { tests: tests.replace("[limit-projects] holds 200", "holds 200 [limit-projects]") },
    "facts.md:5: limit-projects has no test: no title begins with [limit-projects]",
  ],
  [
    "a test of no row",
    { tests: `${tests}test("[token-unknown] [token-lost] is 401", () => {});\n` },
    "test/limit.test.ts:4: facts.md has no token-lost",
  ],
  [
    "a comment of no row",
    { model: model.replace("// [token-unknown]", "// [token-lost]") },
    "src/rules/limit.ts:3: facts.md has no token-lost",
  ],
  [
    "an id that stands twice",
    { document: `${document}| \`limit-projects\` | Again. | derived |\n` },
    "facts.md:7: limit-projects is the id of line 5 already",
  ],
  [
    "a row without a source",
    { document: document.replace("| derived |", "| |") },
    "facts.md:6: token-unknown has no source",
  ],
  [
    "a row without an id",
    { document: `${document}| token | It is 401. | derived |\n` },
    "facts.md:7: a row is | `its-id` | fact | source |",
  ],
  [
    "a row with a cell too many",
    { document: `${document}| \`token-odd\` | Yes | or no. | derived |\n` },
    "facts.md:7: a row is | `its-id` | fact | source |",
  ],
])("finds %s", async ([, files, problem]) => {
  expect(await check(files)).toEqual({ code: 1, out: "", problems: [`check:behaviour: ${problem}`] });
});

test("says in one line that a document has no table", async () => {
  expect(await check({ document: "# Nothing\n" })).toEqual({
    code: 2,
    out: "",
    problems: ["check:behaviour: facts.md has no table"],
  });
});
