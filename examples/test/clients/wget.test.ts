// @module-tag slow
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { startCommand } from "../../recipes/command.ts";
import { run } from "../run.ts";

const hasWget = spawnSync("wget", ["--version"]).status === 0;

test.skipIf(!hasWget)("wget reads, writes, and prints GitLab's error (skipped without wget)", async () => {
  const { apiUrl, token, stop } = await startCommand("--strict");
  const wget = (method: string, path: string, body?: object) => {
    const options = ["--quiet", "--output-document=-", "--content-on-error", "--tries=1"];
    const json = ["--header=Content-Type: application/json", `--body-data=${JSON.stringify(body)}`];
    const headers = [`--header=PRIVATE-TOKEN: ${token}`, ...(body === undefined ? [] : json)];
    return run("wget", [...options, ...headers, `--method=${method}`, apiUrl + path]);
  };
  const scope = "/projects/1/job_token_scope";

  expect(await wget("GET", "/user")).toMatchObject({ code: 0, out: expect.stringContaining("user1") });
  expect(await wget("PATCH", scope, { enabled: false })).toMatchObject({ code: 0 });
  expect(await wget("GET", scope)).toMatchObject({
    out: '{"inbound_enabled":false,"outbound_enabled":false}',
  });
  expect(await wget("POST", `${scope}/allowlist`, { target_project_id: 42 })).toMatchObject({ code: 0 });
  expect(await wget("DELETE", `${scope}/allowlist/42`)).toMatchObject({ code: 0 });
  expect(await wget("DELETE", `${scope}/allowlist/42`)).toMatchObject({
    code: 8,
    out: '{"message":"400 Bad request - Target project is not in the job token scope"}',
  });
  expect(await stop()).toBe(0);
});
