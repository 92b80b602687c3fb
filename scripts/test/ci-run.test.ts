import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { createDirectory, root, toLines } from "./helpers.ts";

/** What `.ci/run` starts instead of pnpm: it notes its arguments, and fails for those that a test names. */
const npx = `#!/bin/sh
echo "$*" >> ran.txt
case "$*" in "$FAILING") exit 3 ;; esac
`;

/** Runs `.ci/run` with programs that only note that they ran. */
async function runCi(failing = "none") {
  const cwd = await createDirectory({ "bin/npx": npx, "packages/a/dist/index.js": "1", "upstream.yaml": "" });
  mkdirSync(join(cwd, ".ci"));
  cpSync(join(root, ".ci/run"), join(cwd, ".ci/run"));
  chmodSync(join(cwd, "bin/npx"), 0o755);
  const env = {
    PATH: [join(cwd, "bin"), process.env["PATH"]].join(delimiter),
    GITLAB_OPENAPI_FRAGMENT: "upstream.yaml",
    FAILING: failing,
  };
  const { status } = spawnSync(join(cwd, ".ci/run"), { cwd, env });
  const file = join(cwd, "ran.txt");
  return { status, ran: existsSync(file) ? toLines(readFileSync(file, "utf8")) : [] };
}

test(".ci/run fails as soon as one of its commands does", async () => {
  const { status, ran } = await runCi();
  expect(status).toBe(0);
  expect(ran.length).toBeGreaterThan(10);
  for (const command of new Set(ran)) {
    expect(await runCi(command), command).toEqual({
      status: 3,
      ran: ran.slice(0, ran.indexOf(command) + 1),
    });
  }
});
