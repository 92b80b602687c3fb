import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { type MockGitLab, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { createGitLab } from "@gitlab-job-token-scope/facade";

let gitlab: MockGitLab;

before(async () => {
  gitlab = await startMockGitLab();
});
afterEach(() => {
  const violations = gitlab.takeViolations();
  gitlab.reset();
  assert.deepEqual(violations, []);
});
after(() => gitlab.close());

test("adds a project to the allowlist", async () => {
  const { url, token } = gitlab;
  const { allowlist } = createGitLab({ url, token }).project("group/app").jobTokenScope;
  assert.equal(await allowlist.ensurePresent("group/tool"), true);
});

test("the next test starts with the original allowlist", async () => {
  const { url, token } = gitlab;
  const { allowlist } = createGitLab({ url, token }).project("group/app").jobTokenScope;
  assert.equal(await allowlist.ensurePresent("group/tool"), true);
});
