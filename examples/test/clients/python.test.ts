// @module-tag slow
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { run } from "../run.ts";

const folder = fileURLToPath(new URL("../../clients/python", import.meta.url));
// Debian's Python, because the package python3-gitlab is installed for it.
const python = "/usr/bin/python3";
const hasClient = spawnSync(python, ["-c", "import gitlab"]).status === 0;

test.skipIf(!hasClient)(
  "python-gitlab and its command pass every scenario (skipped without python3-gitlab)",
  async () => {
    const { code, err } = await run(python, ["-B", "-m", "unittest"], { cwd: folder });
    expect(code, err).toBe(0);
    expect(err).toContain("Ran 27 tests");
  },
);
