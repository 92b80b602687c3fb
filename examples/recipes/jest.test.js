import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { createGitLab } from "@gitlab-job-token-scope/facade";

let gitlab;

beforeAll(async () => {
  gitlab = await startMockGitLab();
});
afterEach(() => {
  const violations = gitlab.takeViolations();
  gitlab.reset();
  expect(violations).toEqual([]);
});
afterAll(() => gitlab.close());

test("adds a project to the allowlist", async () => {
  const { url, token } = gitlab;
  const { allowlist } = createGitLab({ url, token }).project("group/app").jobTokenScope;
  expect(await allowlist.ensurePresent("group/tool")).toBe(true);
});

test("the next test starts with the original allowlist", async () => {
  const { url, token } = gitlab;
  const { allowlist } = createGitLab({ url, token }).project("group/app").jobTokenScope;
  expect(await allowlist.ensurePresent("group/tool")).toBe(true);
});
