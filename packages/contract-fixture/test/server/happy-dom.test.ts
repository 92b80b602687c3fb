// @vitest-environment happy-dom
/** A page in happy-dom calls the fixture as a page in a browser does: happy-dom enforces CORS, too. */
import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";

test("a page of another origin calls the API, and reads the exposed headers", async () => {
  await using gitlab = await startMockGitLab({ strict: true });
  const scope = `${gitlab.apiUrl}/projects/1/job_token_scope`;
  const headers = { "PRIVATE-TOKEN": gitlab.token, "Content-Type": "application/json" };

  const patched = await fetch(scope, { method: "PATCH", headers, body: '{"enabled":false}' });
  expect(patched.status).toBe(204);
  const list = await fetch(`${scope}/allowlist`, { headers });
  expect(await list.json()).toMatchObject([{ id: 1 }]);
  expect(list.headers.get("x-total")).toBe("1");
});

test("a page of another origin cannot call the control routes", async () => {
  await using gitlab = await startMockGitLab();
  const reset = fetch(`${gitlab.url}/-/fixture/reset`, { method: "POST" });
  await expect(reset).rejects.toThrow(/Cross-Origin Request Blocked/i);
});
