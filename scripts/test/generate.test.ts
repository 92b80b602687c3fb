import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { checkGenerated } from "../generate/check.ts";
import { generate } from "../generate/command.ts";
import { createDirectory, replaceOnce, root, run, spawnScript } from "./helpers.ts";

const client = "packages/openapi-client";
const generated = [
  `${client}/src/generated/openapi.ts`,
  `${client}/src/generated/document.ts`,
  `${client}/src/generated/version.ts`,
  `${client}/README.md`,
];

let cwd: string;

/** Copies the files that the scripts read and write. */
beforeEach(async () => {
  cwd = await createDirectory();
  for (const path of ["spec", `${client}/package.json`, ...generated])
    cpSync(join(root, path), join(cwd, path), { recursive: true });
});

function read(file: string): string {
  return readFileSync(join(cwd, file), "utf8");
}

function edit(from: string, to: string): void {
  writeFileSync(join(cwd, "spec/openapi.yaml"), replaceOnce(read("spec/openapi.yaml"), from, to));
}

test("the committed files are up to date", async () => {
  expect(await run(checkGenerated, [], { cwd })).toMatchObject({ status: 0, stderr: "" });
});

test("the check fails after a new field, until the files are generated again", async () => {
  edit(
    "        outbound_enabled:\n",
    "        locked:\n          type: boolean\n        outbound_enabled:\n",
  );
  const stale = await run(checkGenerated, [], { cwd });
  expect(stale.status).toBe(1);
  expect(stale.stderr).toContain(`${client}/src/generated/openapi.ts is out of date with spec/openapi.yaml`);

  expect(await run(generate, [], { cwd })).toMatchObject({ status: 0, stderr: "" });
  expect(read(`${client}/src/generated/openapi.ts`)).toContain("locked?: boolean;");
  expect(await run(checkGenerated, [], { cwd })).toMatchObject({ status: 0 });
});

test("the check fails after a new version of the client, until its version is generated again", async () => {
  const manifest = read(`${client}/package.json`);
  const version = /"version": "(.*)"/.exec(manifest)?.[1] ?? "";
  const next = replaceOnce(manifest, `"version": "${version}"`, '"version": "9.8.7"');
  writeFileSync(join(cwd, `${client}/package.json`), next);
  expect(await run(checkGenerated, [], { cwd })).toMatchObject({
    status: 1,
    stderr: `check:generated: ${client}/src/generated/version.ts is out of date with package.json. Run \`pnpm generate\`.\n`,
  });
  await run(generate, [], { cwd });
  expect(read(`${client}/src/generated/version.ts`)).toContain('packageVersion: string = "9.8.7";');
  expect(await run(checkGenerated, [], { cwd })).toMatchObject({ status: 0 });
});

test("each schema is declared under its own name, so that an editor shows it", () => {
  const types = read(`${client}/src/generated/openapi.ts`);
  expect(types).toContain("export interface JobTokenScope {\n");
  expect(types).toContain("        JobTokenScope: JobTokenScope;\n");
  expect(types).toContain('export type BadRequest = components["schemas"]["ParameterError"] | ');
  expect(types).toContain(
    "/** @description A project on the allowlist. */\nexport interface AllowedProject {",
  );
});

test("a changed summary appears in the README", async () => {
  edit("summary: Read a project's job token scope", "summary: Look at a project's job token scope");
  await run(generate, [], { cwd });
  expect(read(`${client}/README.md`)).toContain("Look at a project's job token scope.");
});

test("generating again changes nothing", async () => {
  const before = generated.map(read);
  await run(generate, [], { cwd });
  await run(generate, [], { cwd });
  expect(generated.map(read)).toEqual(before);
});

test.for([
  ["is not YAML", "openapi: 3.1.0\n", "openapi: 3.1.0\n  : [\n"],
  ["has no paths", "\npaths:\n", "\nroutes:\n"],
] as const)("a document that %s is reported in one line, and nothing is written", async ([, from, to]) => {
  // Whatever is written would differ.
  for (const file of generated) writeFileSync(join(cwd, file), `${read(file)}// stale\n`);
  const before = generated.map(read);
  edit(from, to);
  for (const command of [generate, checkGenerated]) {
    const { status, stderr } = await run(command, [], { cwd });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^(check:)?generated?: spec\/openapi\.yaml: [^\n]+\n$/);
  }
  expect(generated.map(read)).toEqual(before);
});

test("the commands write the files, and check them", { tags: ["slow"] }, async () => {
  edit("summary: Read a project's job token scope", "summary: Look at a project's job token scope");
  expect(await spawnScript("check-generated", [], cwd)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining(`${client}/README.md is out of date`),
  });
  expect(await spawnScript("generate", [], cwd)).toMatchObject({ status: 0, stderr: "" });
  expect(read(`${client}/README.md`)).toContain("Look at a project's job token scope.");
});
