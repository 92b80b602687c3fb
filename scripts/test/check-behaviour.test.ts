import { expect, test } from "vitest";
import { checkBehaviour } from "../check-behaviour/command.ts";
import { createDirectory, type Result, run, spawnScript } from "./helpers.ts";

const document = `# GitLab's behaviour

| id | fact | source |
| --- | --- | --- |
| \`limit-projects\` | A list holds \`200\` projects. | \`app/models/link.rb\` |
| \`token-unknown\` | The response is 401. | derived |
`;
const model = `
/** The maximum number of entries. [limit-projects] */
export const limit = 200; // [token-unknown]
export const letters = /[a-z]/;
`;
const tests = `
test("[limit-projects] holds 200", () => {});
test.for([["[token-unknown]", 401]])("%s is %i", () => {});
`;

interface Files {
  document?: string;
  model?: string;
  tests?: string;
}

const args = ["--document", "facts.md", "--model", "src", "--tests", "test"];

function createProject(files: Files = {}): Promise<string> {
  return createDirectory({
    "facts.md": files.document ?? document,
    "src/rules/limit.ts": files.model ?? model,
    "test/limit.test.ts": files.tests ?? tests,
  });
}

async function check(files?: Files): Promise<Result> {
  return run(checkBehaviour, args, { cwd: await createProject(files) });
}

test("passes if every fact has a source and a test, and every mentioned fact exists", async () => {
  expect(await check()).toEqual({
    status: 0,
    stdout:
      "check:behaviour: 2 facts, each with a source and a test; 2 mentions in test titles, 2 in the model\n",
    stderr: "",
  });
});

test("names files in order, whatever the order of the file system", async () => {
  const names = ["z", "b/a", "a", "m", "b/z", "y", "c"].map((name) => `src/${name}.ts`);
  const cwd = await createDirectory({
    "facts.md": document,
    "test/limit.test.ts": tests,
    ...Object.fromEntries(names.map((name) => [name, `${model}\n// [token-lost]\n`])),
  });
  const { stderr } = await run(checkBehaviour, args, { cwd });
  expect([...stderr.matchAll(/src\/.*\.ts/g)].map(([name]) => name)).toEqual(names.sort());
});

test("finds tests in several folders", async () => {
  const cwd = await createDirectory({
    "facts.md": document,
    "src/limit.ts": model,
    "test/limit.test.ts": tests.replace("[limit-projects] ", ""),
    "rows/limits.ts": 'export const row = { title: "[limit-projects] holds 200" };\n',
  });
  expect(await run(checkBehaviour, [...args, "--tests", "rows"], { cwd })).toMatchObject({ status: 0 });
});

test.for<[string, Files, string]>([
  [
    "a fact without a test",
    { tests: tests.replace("[limit-projects] ", "") },
    "facts.md:5: limit-projects has no test: no title begins with [limit-projects]",
  ],
  [
    "a fact whose test is commented out",
    { tests: tests.replace('test("[limit', '// test("[limit') },
    "facts.md:5: limit-projects has no test: no title begins with [limit-projects]",
  ],
  [
    "a fact that is only mentioned later in a title",
    { tests: tests.replace("[limit-projects] holds 200", "holds 200 [limit-projects]") },
    "facts.md:5: limit-projects has no test: no title begins with [limit-projects]",
  ],
  [
    "a test of an unknown fact",
    { tests: `${tests}test("[token-unknown] [token-lost] is 401", () => {});\n` },
    "test/limit.test.ts:4: unknown fact token-lost, not in facts.md",
  ],
  [
    "a comment that names an unknown fact",
    { model: model.replace("// [token-unknown]", "// [token-lost]") },
    "src/rules/limit.ts:3: unknown fact token-lost, not in facts.md",
  ],
  [
    "a duplicate ID",
    { document: `${document}| \`limit-projects\` | Again. | derived |\n` },
    "facts.md:7: duplicate ID limit-projects, first used in line 5",
  ],
  [
    "a fact without a source",
    { document: document.replace("| derived |", "| |") },
    "facts.md:6: token-unknown has no source",
  ],
  [
    "a row without an ID",
    { document: `${document}| token | It is 401. | derived |\n` },
    "facts.md:7: expected a row | `fact-id` | fact | source |",
  ],
  [
    "a row with too many cells",
    { document: `${document}| \`token-odd\` | Yes | or no. | derived |\n` },
    "facts.md:7: expected a row | `fact-id` | fact | source |",
  ],
])("reports %s", async ([, files, problem]) => {
  expect(await check(files)).toEqual({ status: 1, stdout: "", stderr: `check:behaviour: ${problem}\n` });
});

test("looks at all of the model and of the tests by default", async () => {
  const fixture = "packages/contract-fixture";
  const cwd = await createDirectory({
    "docs/gitlab-behaviour.md": document,
    [`${fixture}/src/server/cors.ts`]: model.replace("// [token-unknown]", "// [token-lost]"),
    [`${fixture}/test/gitlab/limit.test.ts`]: tests.replace("[limit-projects] ", ""),
    [`${fixture}/src/verify/rows/rows.ts`]: 'const row = { title: "[limit-projects] holds 200" };\n',
  });
  expect(await run(checkBehaviour, [], { cwd })).toEqual({
    status: 1,
    stdout: "",
    stderr: `check:behaviour: ${fixture}/src/server/cors.ts:3: unknown fact token-lost, not in docs/gitlab-behaviour.md\n`,
  });
});

test("reports a document without a table in one line", async () => {
  expect(await check({ document: "# Nothing\n" })).toEqual({
    status: 2,
    stdout: "",
    stderr: "check:behaviour: facts.md has no table\n",
  });
});

test("the command reports problems and exits with 1", { tags: ["slow"] }, async () => {
  const cwd = await createProject({ document: document.replace("| derived |", "| |") });
  expect(await spawnScript("check-behaviour", args, cwd)).toEqual({
    status: 1,
    stdout: "",
    stderr: "check:behaviour: facts.md:6: token-unknown has no source\n",
  });
});
