import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { run } from "../run.ts";

const folder = fileURLToPath(new URL("../../clients/python", import.meta.url));
// Debian's own, since python-gitlab is installed for that one.
const python = "/usr/bin/python3";
const hasClient = spawnSync(python, ["-c", "import gitlab"]).status === 0;

test.skipIf(!hasClient)("python-gitlab sees every scenario (skipped without python3-gitlab)", async () => {
  const { code, err } = await run(python, ["-B", "-m", "unittest"], { cwd: folder });
  expect(code, err).toBe(0);
  expect(err).toContain("Ran 19 tests");
});
