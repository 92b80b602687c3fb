import { type MockGitLab, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect } from "vitest";
import type { Result } from "../run.ts";

/** Runs the calls of a recipe against a fixture, and checks what they print and which requests they send. */
export async function expectCallsToWork(
  start: (env: { GITLAB_URL: string; GITLAB_TOKEN: string }) => Promise<Result>,
): Promise<void> {
  await using gitlab: MockGitLab = await startMockGitLab();
  const { code, out, err } = await start({ GITLAB_URL: gitlab.url, GITLAB_TOKEN: gitlab.token });
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(JSON.parse(out)).toEqual({
    project: "group/app",
    enabled: [true, false],
    projects: [1, 42],
    groups: [7],
    remaining: [1],
  });
  expect(gitlab.violations()).toEqual([]);

  // The path is encoded once. Queries differ, because some clients send the defaults of the document.
  const app = "/api/v4/projects/group%2Fapp";
  const numeric = "/api/v4/projects/1/job_token_scope";
  expect(gitlab.requests().map(({ method, path }) => `${method} ${path.split("?")[0]}`)).toEqual([
    `GET ${app}`,
    "GET /api/v4/groups/group",
    `GET ${app}/job_token_scope`,
    `PATCH ${app}/job_token_scope`,
    `GET ${app}/job_token_scope`,
    `POST ${numeric}/allowlist`,
    `POST ${numeric}/groups_allowlist`,
    `GET ${app}/job_token_scope/allowlist`,
    `GET ${app}/job_token_scope/groups_allowlist`,
    `DELETE ${numeric}/allowlist/42`,
    `DELETE ${numeric}/groups_allowlist/7`,
    `GET ${app}/job_token_scope/allowlist`,
  ]);
  // The token is sent once, although the document has several security schemes.
  for (const { headers } of gitlab.requests()) {
    expect(headers).toHaveProperty("authorization");
    expect(headers).not.toHaveProperty("private-token");
  }
}
