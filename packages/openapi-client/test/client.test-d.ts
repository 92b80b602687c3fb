import {
  createOpenApiClient,
  type JobTokenScope,
  type Message,
  type OAuthError,
  type ParameterError,
  type ProjectLink,
} from "@gitlab-job-token-scope/openapi-client";
import { expectTypeOf, test } from "vitest";

const api = createOpenApiClient({ token: "glpat-test" });
const scope = "/api/v4/projects/{id}/job_token_scope";

test("responses have the document's types", async () => {
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

test("an invalid call does not compile", () => {
  const params = { path: { id: 1 } };
  // @ts-expect-error -- no such path
  api.GET("/api/v4/projects/{id}/job_token_scopes", { params });
  // @ts-expect-error -- the path has no such method
  api.PUT(scope, { params });
  // @ts-expect-error -- the parameter is called id
  api.GET(scope, { params: { path: { project: 1 } } });
  // @ts-expect-error -- the field is called enabled when it is written
  api.PATCH(scope, { params, body: { inbound_enabled: true } });
  // @ts-expect-error -- POST accepts only a numeric ID
  api.POST(`${scope}/allowlist`, { params: { path: { id: "group/app" } }, body: { target_project_id: 42 } });
  // @ts-expect-error -- a target is a numeric ID
  api.POST(`${scope}/allowlist`, { params, body: { target_project_id: "group/tool" } });
  // @ts-expect-error -- a project allowlist does not accept a group
  api.POST(`${scope}/allowlist`, { params, body: { target_group_id: 7 } });
});

test("a misspelt option does not compile", () => {
  const params = { path: { id: 1 } };
  api.GET(scope, { params, signal: AbortSignal.timeout(1_000), headers: { "x-reason": "audit" } });
  // @ts-expect-error -- params is missing
  api.GET(scope, {});
  // @ts-expect-error -- params is missing
  api.GET(scope);
  // @ts-expect-error -- no such option
  api.GET(scope, { params, paramss: params });
  // @ts-expect-error -- no such option, although openapi-fetch's own type accepts it
  api.PATCH(scope, { params, body: { enabled: true }, bodyy: { enabled: true } });
  // @ts-expect-error -- the parameter is called per_page
  api.GET(`${scope}/allowlist`, { params: { ...params, query: { perPage: 100 } } });
  api.DELETE(`${scope}/allowlist/{target_project_id}`, {
    params: { path: { id: 1, target_project_id: 42 } },
    // @ts-expect-error -- the operation has no body
    body: {},
  });
  // @ts-expect-error -- the types describe the parsed JSON only
  api.GET(scope, { params, parseAs: "stream" });
});

test("a prepared request is typed like the call", () => {
  api.prepare("get", scope, { params: { path: { id: 1 } } });
  // @ts-expect-error -- the operation has no PATCH
  api.prepare("patch", `${scope}/allowlist`, { params: { path: { id: 1 } } });
  // @ts-expect-error -- the body is missing
  api.prepare("patch", scope, { params: { path: { id: 1 } } });
});

test("errors have the document's types", async () => {
  const { error } = await api.PATCH(scope, { params: { path: { id: 1 } }, body: { enabled: true } });
  expectTypeOf(error).toEqualTypeOf<ParameterError | Message | OAuthError | string | undefined>();
});

test("an invalid client option does not compile", () => {
  // @ts-expect-error -- the token is missing
  createOpenApiClient({ url: "https://gitlab.example.com" });
  // @ts-expect-error -- no such option
  createOpenApiClient({ token: "glpat-test", baseUrl: "https://gitlab.example.com" });
  // @ts-expect-error -- no such header
  createOpenApiClient({ token: "glpat-test", tokenHeader: "job-token" });
});
