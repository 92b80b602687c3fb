import { test } from "@gitlab-job-token-scope/contract-fixture/vitest";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { createOpenApiClient } from "@gitlab-job-token-scope/openapi-client";
import { expect } from "vitest";

/** The URL does not matter: no request leaves the process. */
const url = "https://gitlab.example.com";

test("the facade accepts a fetch function", async ({ gitlab: { fetch, token } }) => {
  const { allowlist } = createGitLab({ url, token, fetch }).project("group/app").jobTokenScope;
  expect(await allowlist.ensurePresent("group/tool")).toBe(true);
});

test("the client accepts a fetch function", async ({ gitlab: { fetch, token } }) => {
  const api = createOpenApiClient({ url, token, fetch });
  const { data } = await api.GET("/api/v4/projects/{id}/job_token_scope/allowlist", {
    params: { path: { id: "group/app" } },
  });
  expect(data).toMatchObject([{ path_with_namespace: "group/app", web_url: `${url}/group/app` }]);
});
