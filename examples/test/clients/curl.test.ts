import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { run } from "../run.ts";

const script = fileURLToPath(new URL("../../clients/curl/job-token-scope.sh", import.meta.url));
const hasCurl = spawnSync("curl", ["--version"]).status === 0;

test.skipIf(!hasCurl)("curl sees every scenario (skipped without curl)", async () => {
  const { code, out, err } = await run(script, []);
  expect(code, err).toBe(0);
  const scenarios = new Set(out.match(/^ok [^:]+/gm));
  expect(scenarios.size).toBe(17);
});
