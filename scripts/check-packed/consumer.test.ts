// Runs in a project that contains only vitest and the packed packages: see ../check-packed.ts.
import { test } from "@gitlab-job-token-scope/contract-fixture/vitest";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { expect } from "vitest";

test("the vitest fixture starts a GitLab", async ({ gitlab: { url, token } }) => {
  const { jobTokenScope } = createGitLab({ url, token }).project("group/app");
  expect(await jobTokenScope.allowlist.ensurePresent("group/tool")).toBe(true);
});
