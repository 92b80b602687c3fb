// @module-tag slow
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { run } from "../run.ts";

const script = fileURLToPath(new URL("../../clients/curl/job-token-scope.sh", import.meta.url));
const check = "((BASH_VERSINFO[0] >= 4)) && curl --help all | grep -q -e --json";
const canRun = spawnSync("bash", ["-c", check]).status === 0;

test.skipIf(!canRun)("curl passes every scenario (skipped without bash 4 and curl 7.83)", async () => {
  const { code, out, err } = await run(script, []);
  expect(code, err).toBe(0);
  const scenarios = new Set(out.match(/^ok [^:]+/gm));
  expect(scenarios.size).toBe(19);
});
