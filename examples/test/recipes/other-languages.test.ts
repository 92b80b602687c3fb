// @module-tag slow
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { run } from "../run.ts";

const recipes = fileURLToPath(new URL("../../recipes", import.meta.url));

test.for([
  ["Java", "java", ["--version"], ["JobTokenScope.java"], "already in the job token allowlist"],
  [
    "Go",
    "go",
    ["version"],
    ["test", "-count=1", "-v", "job_token_scope_test.go"],
    "PASS: TestAllowlist/duplicate",
  ],
] as const)("%s (skipped if it is not installed)", async ([, command, version, args, text], { skip }) => {
  skip(spawnSync(command, version).status !== 0, `${command} is not installed`);
  const { code, out, err } = await run(command, [...args], { cwd: recipes });
  expect(code, out + err).toBe(0);
  expect(out).toContain(text);
});
