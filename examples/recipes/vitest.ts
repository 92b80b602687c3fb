import { createTest } from "@gitlab-job-token-scope/contract-fixture/vitest";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { expect } from "vitest";

const test = createTest({
  seed: {
    projects: [
      { id: 1, path: "group/app" },
      { id: 42, path: "group/tool" },
    ],
  },
});

test("adds a project to the allowlist once", async ({ gitlab: { url, token } }) => {
  const { allowlist } = createGitLab({ url, token }).project("group/app").jobTokenScope;
  expect(await allowlist.ensurePresent("group/tool")).toBe(true);
  expect(await allowlist.ensurePresent("group/tool")).toBe(false);
});

test("the next test starts with the original allowlist", async ({ gitlab: { url, token } }) => {
  const { allowlist } = createGitLab({ url, token }).project("group/app").jobTokenScope;
  expect((await allowlist.list()).map((entry) => entry.getId())).toEqual([1]);
});

test("a test can expect an invalid request", async ({ gitlab }) => {
  const { apiUrl, token } = gitlab;
  await fetch(`${apiUrl}/projects/1/job_token_scope`, { method: "PUT", headers: { "private-token": token } });
  expect(gitlab.takeViolations()).toMatchObject([{ method: "PUT", location: "method" }]);
});
