import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, onTestFinished, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const client = "packages/openapi-client";

let folder: string;

/** A copy of what the scripts read and write. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "generate-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, client, "src"), { recursive: true });
  for (const path of ["spec", `${client}/README.md`, `${client}/src/generated`, "scripts/lib"]) {
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  for (const path of ["generate", "generate.ts", "check-generated.ts"]) {
    cpSync(join(root, "scripts", path), join(folder, "scripts", path), { recursive: true });
  }
  symlinkSync(join(root, "scripts/node_modules"), join(folder, "scripts/node_modules"));
});

function run(script: string): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [`scripts/${script}.ts`], { cwd: folder }, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });
}

function edit(before: string, after: string): void {
  const file = join(folder, "spec/openapi.yaml");
  const text = readFileSync(file, "utf8");
  expect(text).toContain(before);
  writeFileSync(file, text.replace(before, after));
}

const generated = (name: string) => readFileSync(join(folder, client, name), "utf8");

test("what is committed is what the document makes", async () => {
  expect(await run("check-generated")).toMatchObject({ code: 0, err: "" });
});

test("a new field fails the check until everything is generated, and then is in the types", async () => {
  edit(
    "        outbound_enabled:\n",
    "        locked:\n          type: boolean\n        outbound_enabled:\n",
  );
  const stale = await run("check-generated");
  expect(stale.code).toBe(1);
  expect(stale.err).toContain(`${client}/src/generated/openapi.ts is not what spec/openapi.yaml makes of it`);

  expect(await run("generate")).toMatchObject({ code: 0, err: "" });
  expect(generated("src/generated/openapi.ts")).toContain("locked?: boolean;");
  expect(await run("check-generated")).toMatchObject({ code: 0 });
});

test("a new word is on the page", async () => {
  edit("summary: Read a project's job token scope", "summary: Look at a project's job token scope");
  await run("generate");
  expect(generated("README.md")).toContain("Look at a project's job token scope.");
});

test("the same document always gives the same files", async () => {
  const before = generated("src/generated/openapi.ts");
  await run("generate");
  await run("generate");
  expect(generated("src/generated/openapi.ts")).toBe(before);
});

test.for([
  ["is no YAML", "openapi: 3.1.0\n", "openapi: 3.1.0\n  : [\n"],
  ["has no paths", "\npaths:\n", "\nroutes:\n"],
] as const)("a document that %s is told in one line, and nothing is written", async ([, before, after]) => {
  const names = ["src/generated/openapi.ts", "src/generated/document.ts", "README.md"];
  const untouched = names.map(generated);
  edit(before, after);
  for (const script of ["generate", "check-generated"]) {
    const { code, err } = await run(script);
    expect(code).toBe(1);
    expect(err).toMatch(/^(check:)?generated?: spec\/openapi\.yaml: [^\n]+\n$/);
  }
  expect(names.map(generated)).toEqual(untouched);
});
