// @module-tag slow
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { run } from "../run.ts";

const script = fileURLToPath(new URL("../../clients/ruby/test_job_token_scope.rb", import.meta.url));
const hasClient = spawnSync("ruby", ["-e", "require 'gitlab'"]).status === 0;

test.skipIf(!hasClient)(
  "Ruby's gem gitlab conforms (skipped without the Debian package ruby-gitlab)",
  async () => {
    const { code, out, err } = await run("ruby", [script]);
    expect(code, out + err).toBe(0);
    expect(out).toContain("6 runs");
  },
);
