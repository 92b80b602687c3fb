import {
  createOpenApiClient,
  type JobTokenScope,
  type ProjectLink,
} from "@gitlab-job-token-scope/openapi-client";
import { expectTypeOf, test } from "vitest";

const api = createOpenApiClient({ token: "glpat-test" });
const scope = "/api/v4/projects/{id}/job_token_scope";

test("answers have the document's types", async () => {
  const { data } = await api.GET(scope, { params: { path: { id: "group/app" } } });
  expectTypeOf(data).toEqualTypeOf<JobTokenScope | undefined>();
  const added = await api.POST(`${scope}/allowlist`, {
    params: { path: { id: 1 } },
    body: { target_project_id: 42 },
  });
  expectTypeOf(added.data).toEqualTypeOf<ProjectLink | undefined>();
  const removed = await api.DELETE(`${scope}/allowlist/{target_project_id}`, {
    params: { path: { id: 1, target_project_id: 42 } },
  });
  expectTypeOf(removed.data).toEqualTypeOf<undefined>();
});

test("a wrong call does not compile", () => {
  const params = { path: { id: 1 } };
  // @ts-expect-error -- no such path
  api.GET("/api/v4/projects/{id}/job_token_scopes", { params });
  // @ts-expect-error -- the path has no such method
  api.PUT(scope, { params });
  // @ts-expect-error -- the parameter is called id
  api.GET(scope, { params: { path: { project: 1 } } });
  // @ts-expect-error -- the name on write is enabled
  api.PATCH(scope, { params, body: { inbound_enabled: true } });
  // @ts-expect-error -- POST takes a number only
  api.POST(`${scope}/allowlist`, { params: { path: { id: "group/app" } }, body: { target_project_id: 42 } });
  // @ts-expect-error -- a target is a number
  api.POST(`${scope}/allowlist`, { params, body: { target_project_id: "group/tool" } });
  // @ts-expect-error -- a project list takes no group
  api.POST(`${scope}/allowlist`, { params, body: { target_group_id: 7 } });
});

test("a wrong option does not compile", () => {
  // @ts-expect-error -- the token is missing
  createOpenApiClient({ url: "https://gitlab.example.com" });
  // @ts-expect-error -- no such option
  createOpenApiClient({ token: "glpat-test", baseUrl: "https://gitlab.example.com" });
  // @ts-expect-error -- no such header
  createOpenApiClient({ token: "glpat-test", tokenHeader: "job-token" });
});
