import { execFileSync } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { checkApi } from "../check-api/command.ts";
import { compareReports, impactOf } from "../check-api/compare.ts";
import { createDirectory, type Result, run } from "./helpers.ts";

describe("what a change means", () => {
  const before = `export interface A {
    a: {
        b: string;
    };
}

export function f(a: A): void;
`;
  const impact = (after: string) => impactOf(compareReports(before, after));

  test("another order is no change", () => {
    const [first = "", second = ""] = before.split("\n\n");
    expect(impact(`${second}\n\n${first}`)).toBeUndefined();
  });

  test.each([
    ["a new declaration", `${before}\nexport function g(): void;`],
    ["a new member", before.replace("a: {", "c?: string;\n    a: {")],
  ])("%s is an addition", (_, after) => {
    expect(impact(after)).toBe("addition");
  });

  test.each([
    ["a declaration that is gone", before.replace(/export function.*/, "")],
    ["another parameter", before.replace("f(a: A)", "f(b: A)")],
    [
      "a member that moves to another declaration",
      before.replace("b: string;", "").concat("export interface B {\n    b: string;\n}"),
    ],
    ["a member of another type", before.replace("b: string", "b: number")],
  ])("%s breaks users", (_, after) => {
    expect(impact(after)).toBe("breaking");
  });

  test("a line names the declarations around it", () => {
    expect(compareReports(before, before.replace("b: string", "b: number"))).toEqual({
      added: ["export interface A { a: { b: number;"],
      removed: ["export interface A { a: { b: string;"],
    });
    const union = "export type U = {\n    a: 1;\n} | {\n    b: 2;\n};\n";
    expect(compareReports(union, union.replace("b: 2", "b: 3")).added).toEqual(["export type U = { b: 3;"]);
  });
});

describe("pnpm check:api", { tags: ["slow", "mutants"] }, () => {
  let cwd: string;
  // Without the settings and the repository of the person who runs the tests.
  const env = { PATH: process.env["PATH"], GIT_CEILING_DIRECTORIES: tmpdir() };
  const git = (...args: string[]): void => {
    const author = [
      "-c",
      "user.name=test",
      "-c",
      "user.email=test@example.com",
      "-c",
      "commit.gpgsign=false",
    ];
    execFileSync("git", [...author, ...args], { cwd, env, stdio: "pipe" });
  };
  const check = (...args: string[]): Promise<Result> => run(checkApi, args, { cwd, env });
  const declare = (code: string): Promise<void> =>
    writeFile(join(cwd, "packages/sample/dist/index.d.ts"), code);
  const addChangeset = (bump: string): Promise<void> =>
    writeFile(join(cwd, ".changeset/a.md"), `---\n"sample": ${bump}\n---\n\nA change.\n`);
  const manifest = (version: string): string =>
    JSON.stringify({
      name: "sample",
      version,
      type: "module",
      exports: { ".": { types: "./dist/index.d.ts" }, "./package.json": "./package.json" },
    });

  beforeEach(async () => {
    cwd = await createDirectory({
      ".changeset/README.md": "",
      "packages/sample/package.json": manifest("1.0.0"),
      "packages/sample/dist/index.d.ts": "export declare const one: number;\n",
    });
    expect(await check("--update")).toMatchObject({ status: 2 }); // not a repository
    git("init", "--quiet", "--template=");
    expect(await check("--update")).toMatchObject({ status: 0 });
    git("add", ".");
    git("commit", "--quiet", "--message", "release");
    git("tag", "sample@1.0.0");
  });

  test("accepts what is recorded, and fails for what is not", async () => {
    expect(await check()).toMatchObject({
      status: 0,
      stdout: "check:api: the public API of 1 entries is as recorded\n",
    });
    await addChangeset("minor");
    await declare("export declare const one: number;\nexport declare const two: number;\n");
    const { status, stderr } = await check();
    expect(status).toBe(1);
    expect(stderr).toContain(
      "packages/sample/api/index.api.md is out of date:\n  + export const two: number;",
    );
    expect(stderr).toContain("Run `pnpm check:api --update`, and review the difference.");
    expect(await check("--update")).toMatchObject({
      status: 0,
      stdout: "check:api: the public API of 1 entries is recorded\n",
    });
    expect(await check()).toMatchObject({ status: 0 });
  });

  test("an addition needs a minor changeset, and a removal a major one", async () => {
    await declare("export declare const one: number;\nexport declare const two: number;\n");
    expect((await check("--update")).stderr).toContain(
      "This needs a minor changeset, and there is no changeset.",
    );
    await addChangeset("minor");
    expect(await check()).toMatchObject({ status: 0 });
    await declare("export declare const two: number;\n");
    expect((await check("--update")).stderr).toBe(
      "check:api: sample differs from sample@1.0.0:\n  - export const one: number;\n  + export const two: number;\n" +
        "This needs a major changeset, and there is only a minor changeset. Run `pnpm changeset`, or restore what was removed.\n",
    );
    await addChangeset("major");
    expect(await check()).toMatchObject({ status: 0 });
  });

  test("the version counts once the changesets are consumed", async () => {
    await declare("export declare const two: number;\n");
    await writeFile(join(cwd, "packages/sample/package.json"), manifest("2.0.0"));
    expect(await check("--update")).toMatchObject({ status: 0 });
  });

  test("a second entry has its own record, which may be missing, and is an addition", async () => {
    const exports = {
      ".": { types: "./dist/index.d.ts" },
      "./sub/part": { types: "./dist/index.d.ts" },
    };
    const two = JSON.stringify({ name: "sample", version: "1.0.0", type: "module", exports });
    await writeFile(join(cwd, "packages/sample/package.json"), two);
    const { status, stderr } = await check();
    expect(status).toBe(1);
    expect(stderr).toContain(
      "packages/sample/api/sub-part.api.md is missing:\n  + export const one: number;\n",
    );
    expect(stderr).toContain(
      "sample differs from sample@1.0.0:\n  + export const one: number;\nThis needs a minor changeset",
    );
    await addChangeset("minor");
    expect(await check("--update")).toMatchObject({ status: 0 });
    expect(await check()).toMatchObject({ status: 0, stdout: expect.stringContaining("of 2 entries") });
  });

  test("the record does not say which members lack comments", async () => {
    await declare(
      "/** A comment. */\nexport interface A {\n  a: string;\n}\n/** One. */\nexport declare const one: number;\n",
    );
    await addChangeset("minor");
    expect(await check("--update")).toMatchObject({ status: 0 });
    const file = join(cwd, "packages/sample/api/index.api.md");
    const recorded = await readFile(file, "utf8");
    expect(recorded).toContain(
      "```ts\n\nexport interface A {\n    a: string;\n}\n\nexport const one: number;\n\n",
    );
    await writeFile(file, recorded.replace("number;\n", "number;\n\n"));
    expect((await check()).stderr).toContain("is out of date:\n  only the order or the layout\n");
  });

  test("a release without records is not compared with", async () => {
    git("rm", "--quiet", "-r", "packages/sample/api");
    git("commit", "--quiet", "--message", "another release");
    git("tag", "sample@1.1.0");
    await declare("export declare const two: number;\n");
    expect(await check("--update")).toMatchObject({ status: 0 });
  });

  test("says what it does", async () => {
    const { status, stdout } = await check("--help");
    expect(status).toBe(0);
    expect(stdout).toContain("Usage: pnpm check:api [--update]");
  });

  test("declarations that name what does not exist cannot be checked", async () => {
    await declare("export declare const one: Missing;\n");
    const { status, stderr } = await check();
    expect(stderr).toMatch(/^check:api: .*packages\/sample\/\.\/dist\/index\.d\.ts: .*"Missing"\n$/);
    expect(status).toBe(2);
  });

  test("an entry that disappears breaks users", async () => {
    const without = JSON.stringify({ name: "sample", version: "1.0.0", exports: {} });
    await writeFile(join(cwd, "packages/sample/package.json"), without);
    const { stderr } = await check();
    expect(stderr).toContain("packages/sample/api/index.api.md is of an entry that does not exist");
    expect(stderr).toContain("This needs a major changeset");
  });

  test("a package that is not built cannot be checked", async () => {
    await rm(join(cwd, "packages/sample/dist"), { recursive: true });
    const { status, stderr } = await check();
    expect(status).toBe(2);
    expect(stderr).toContain("dist/index.d.ts");
  });
});
