// @module-tag slow
// @module-tag mutants
import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { checkChangesets } from "../check-changesets/command.ts";
import { checkPublishable } from "../check-publishable/command.ts";
import { readFirstSteps } from "../check-release/readme.ts";
import { createDirectory, type Result, root, run } from "./helpers.ts";

// Without the settings and the repository of the person who runs the tests.
const env = { PATH: process.env["PATH"], GIT_CEILING_DIRECTORIES: tmpdir() };
let cwd: string;

function git(...args: string[]): void {
  const author = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...author, ...args], { cwd, env, stdio: "pipe" });
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(cwd, file)), { recursive: true });
  await writeFile(join(cwd, file), text);
}

function commit(): void {
  git("add", ".");
  git("commit", "--quiet", "--allow-empty", "--message", "change");
}

const manifest = (changes: object = {}): string =>
  JSON.stringify({
    name: "sample",
    version: "1.0.0",
    files: ["dist"],
    exports: {
      ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
      "./package.json": "./package.json",
    },
    bin: { sample: "./bin/sample.js" },
    ...changes,
  });

/** A released and built package. */
beforeEach(async () => {
  cwd = await createDirectory({
    ".gitignore": "dist/\n",
    ".changeset/README.md": "",
    "packages/sample/package.json": manifest(),
    "packages/sample/bin/sample.js": "",
    "packages/sample/src/index.ts": "export {};\n",
    "packages/sample/dist/index.js": "",
    "packages/sample/dist/index.d.ts": "",
  });
  git("init", "--quiet", "--template=");
  commit();
  git("tag", "sample@1.0.0");
});

const check = (folder = "packages/sample", ...args: string[]): Promise<Result> =>
  run(checkPublishable, args, { cwd: join(cwd, folder), env });

describe("before a package is published", () => {
  test("a built package without changes is accepted", async () => {
    expect(await check()).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(await check("")).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  test("a file that is not committed is refused", async () => {
    await write("README.md", "text");
    await write("packages/sample/README.md", "text");
    expect(await check()).toMatchObject({
      status: 1,
      stderr:
        "Not publishable: the work tree has changes: README.md and 1 more. Commit what is to be published.\n",
    });
  });

  test.each(["dist/index.js", "bin/sample.js"])("a package without %s is refused", async (file) => {
    git("rm", "--quiet", "--force", "--ignore-unmatch", `packages/sample/${file}`);
    execFileSync("rm", ["-f", join(cwd, "packages/sample", file)]);
    commit();
    const { status, stderr } = await check();
    expect(status).toBe(1);
    expect(stderr).toContain(`Not publishable: sample: ./${file} is missing. Run \`pnpm build\`.`);
    expect((await check("packages/sample", "--unbuilt")).stderr).not.toContain("is missing");
  });

  test("pending changesets are refused", async () => {
    await write(".changeset/a.md", '---\n"sample": patch\n---\n\nA change.\n');
    commit();
    expect(await check()).toMatchObject({
      status: 1,
      stderr:
        "Not publishable: changesets are pending for sample. Run `pnpm version-packages`, and commit the result.\n",
    });
  });

  test("a package outside of a repository is refused", async () => {
    const folder = await createDirectory({
      ".changeset/README.md": "",
      "packages/sample/package.json": manifest(),
    });
    const options = { cwd: join(folder, "packages/sample"), env };
    const { status, stderr } = await run(checkPublishable, [], options);
    expect(status).toBe(2);
    expect(stderr).toContain("not a git repository");
  });
});

describe("changes without a changeset", () => {
  const expectUncovered = async (problem: string): Promise<void> => {
    expect(await run(checkChangesets, [], { cwd, env })).toMatchObject({
      status: 1,
      stderr: `check:changesets: sample: ${problem} Run \`pnpm changeset\`.\n`,
    });
    commit();
    expect((await check()).stderr).toBe(`Not publishable: sample: ${problem} Run \`pnpm changeset\`.\n`);
  };

  test("a source that has changed", async () => {
    await write("packages/sample/src/index.ts", "export const one = 1;\n");
    await expectUncovered(
      "packages/sample/src/index.ts has changed since sample@1.0.0, and there is no changeset.",
    );
  });

  test("several files, one of them new", async () => {
    await write("packages/sample/bin/sample.js", "// changed\n");
    await write("packages/sample/src/new.ts", "export {};\n");
    await expectUncovered(
      "packages/sample/bin/sample.js and 1 other files have changed since sample@1.0.0, and there is no changeset.",
    );
  });

  test("a dependency", async () => {
    await write("packages/sample/package.json", manifest({ dependencies: { a: "1.0.0" } }));
    await expectUncovered(
      "packages/sample/package.json has changed since sample@1.0.0, and there is no changeset.",
    );
  });

  test("a package that was never released", async () => {
    git("tag", "--delete", "sample@1.0.0");
    await write("packages/sample/package.json", manifest({ version: "0.0.0" }));
    await expectUncovered("was never released, and has no changeset.");
  });

  test("what users do not notice needs none", async () => {
    await write("packages/sample/test/index.test.ts", "");
    await write("packages/sample/README.md", "text");
    await write("packages/sample/package.json", manifest({ devDependencies: { a: "1.0.0" } }));
    expect(await run(checkChangesets, [], { cwd, env })).toMatchObject({ status: 0 });
  });

  test("a changeset, and later its version, cover a change", async () => {
    await write("packages/sample/src/index.ts", "export const one = 1;\n");
    await write(".changeset/a.md", '---\n"sample": patch\n---\n\nA change.\n');
    expect(await run(checkChangesets, [], { cwd, env })).toMatchObject({ status: 0 });
    git("clean", "--quiet", "--force", ".changeset");
    await write("packages/sample/package.json", manifest({ version: "1.0.1" }));
    commit();
    expect(await check()).toMatchObject({ status: 0 });
  });
});

test("the first steps of a README are its first installation and its first example", async () => {
  const gitlab = { url: "http://127.0.0.1:1", token: "secret" };
  const steps = await readFirstSteps(root, "packages/desired-state/README.md", gitlab);
  expect(steps.packages).toEqual(["@gitlab-job-token-scope/desired-state", "@gitlab-job-token-scope/facade"]);
  expect(steps.files["job-token-scopes.yml"]).toContain("group/app");
  expect(steps.example).toContain('url: "http://127.0.0.1:1", token: "secret"');
  expect(steps.example).not.toContain("Plan[]");
  const without = await createDirectory({ "README.md": "No installation." });
  await expect(readFirstSteps(without, "README.md", gitlab)).rejects.toThrow("README.md has no npm install");
});
