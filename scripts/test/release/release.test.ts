import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { release } from "../../release/command.ts";
import { createDirectory, run } from "../helpers.ts";

const program = (name: string) =>
  `#!/bin/sh\necho "${name} $*" >> ran.txt\nexit $(cat ${name}.status 2>/dev/null || echo 0)\n`;

/** Runs the command in a repository, with programs that note that they ran and end with a status. */
async function releaseWith(files: Record<string, string> = {}) {
  const cwd = await createDirectory({
    ".gitignore": "bin\nran.txt\n*.status\n",
    ".changeset/README.md": "",
    "packages/sample/package.json": JSON.stringify({ name: "sample", version: "1.0.0" }),
    "bin/turbo": program("turbo"),
    "bin/changeset": program("changeset"),
    ...files,
  });
  for (const name of ["turbo", "changeset"]) chmodSync(join(cwd, "bin", name), 0o755);
  const env = {
    PATH: [join(cwd, "bin"), process.env["PATH"]].join(delimiter),
    GIT_CEILING_DIRECTORIES: tmpdir(),
  };
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], { cwd, env });
  git("init", "--quiet", "--template=");
  git("add", ".");
  git("-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "change");
  git("tag", "sample@1.0.0");
  const { status, stderr } = await run(release, ["--no-git-tag", "--otp=1"], { cwd, env });
  const ran = existsSync(join(cwd, "ran.txt")) ? readFileSync(join(cwd, "ran.txt"), "utf8") : "";
  return { status, stderr, ran };
}

test("builds, then publishes with the arguments", async () => {
  expect(await releaseWith()).toEqual({
    status: 0,
    stderr: "",
    ran: "turbo run build --output-logs=errors-only\nchangeset publish --no-git-tag --otp=1\n",
  });
});

test("publishes nothing if the build fails, and fails if publishing does", async () => {
  expect(await releaseWith({ "turbo.status": "3" })).toMatchObject({
    status: 3,
    ran: "turbo run build --output-logs=errors-only\n",
  });
  expect(await releaseWith({ "changeset.status": "4" })).toMatchObject({ status: 4 });
});

test("builds nothing while changesets are pending", async () => {
  const { status, stderr, ran } = await releaseWith({
    ".changeset/change.md": '---\n"sample": patch\n---\n\nA change.\n',
  });
  expect(status).not.toBe(0);
  expect(stderr).not.toBe("");
  expect(ran).toBe("");
});
