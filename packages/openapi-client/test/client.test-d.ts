import {
  type BadRequest,
  CallError,
  type CallErrors,
  createOpenApiClient,
  type JobTokenScope,
  type Message,
  type NotFound,
  type OAuthError,
  type ProjectLink,
} from "@gitlab-job-token-scope/openapi-client";
import { expectTypeOf, test } from "vitest";

const api = createOpenApiClient({ token: "glpat-test" });
const scope = "/api/v4/projects/{id}/job_token_scope";
const entry = `${scope}/allowlist/{target_project_id}` as const;

test("responses have the document's types", async () => {
  const { data } = await api.GET(scope, { params: { path: { id: "group/app" } } });
  expectTypeOf(data).toEqualTypeOf<JobTokenScope | undefined>();
  const added = await api.POST(`${scope}/allowlist`, {
    params: { path: { id: 1 } },
    body: { target_project_id: 42 },
  });
  expectTypeOf(added.data).toEqualTypeOf<ProjectLink | undefined>();
  const removed = await api.DELETE(entry, { params: { path: { id: 1, target_project_id: 42 } } });
  expectTypeOf(removed.data).toEqualTypeOf<undefined>();
});

test("without an error there is data, and the other way round", async () => {
  const { data, error, response } = await api.GET(scope, { params: { path: { id: 1 } } });
  expectTypeOf(response).toEqualTypeOf<Response>();
  if (error) {
    expectTypeOf(data).toEqualTypeOf<undefined>();
    expectTypeOf(error).toEqualTypeOf<CallErrors<typeof scope, "get">>();
    throw error;
  }
  expectTypeOf(data).toEqualTypeOf<JobTokenScope>();
  expectTypeOf(data.inbound_enabled).toEqualTypeOf<boolean>();

  const listed = await api.GET(`${scope}/groups_allowlist`, { params: { path: { id: 1 } } });
  if (listed.error === undefined) expectTypeOf(listed.data.length).toEqualTypeOf<number>();
  const read = await api.GET("/api/v4/projects/{id}", { params: { path: { id: 1 } } });
  if (read.data !== undefined) expectTypeOf(read.error).toEqualTypeOf<undefined>();
  const updated = await api.PATCH(scope, { params: { path: { id: 1 } }, body: { enabled: true } });
  if (updated.error === undefined) expectTypeOf(updated.data).toEqualTypeOf<undefined>();
});

test("an error narrows by its status", async () => {
  const { error } = await api.PATCH(scope, { params: { path: { id: 1 } }, body: { enabled: true } });
  if (!error) return;
  expectTypeOf(error).toExtend<Error>();
  expectTypeOf(error.status).toExtend<number>();
  expectTypeOf<string>().toExtend<typeof error.body>();
  if (error.status === 400) expectTypeOf(error.body).toEqualTypeOf<BadRequest | string>();
  if (error.status === 401) expectTypeOf(error.body).toEqualTypeOf<Message | OAuthError | string>();
  if (error.status === 409) expectTypeOf(error).toEqualTypeOf<CallError<409, Message | string>>();
  if (error.status === 502) expectTypeOf(error.body).toExtend<object | string>();
  // A browser hides a redirect.
  if (error.status === 0) expectTypeOf(error.body).toEqualTypeOf<"">();
  // Statuses that the document does not declare.
  if (error.status === 418) expectTypeOf(error.body).toEqualTypeOf<object | string>();
  if (error.status === 204 || error.status === 200) expectTypeOf(error.body).toExtend<object | string>();
  if (error.status >= 500) expectTypeOf(error.message).toEqualTypeOf<string>();
  switch (error.status) {
    case 404:
      expectTypeOf(error.body).toEqualTypeOf<NotFound | string>();
      break;
    case 520:
      expectTypeOf(error.body).toEqualTypeOf<object | string>();
      break;
    default:
      // @ts-expect-error -- both are handled above
      error.status === 404;
  }
});

test("a caught error can be recognised", () => {
  const caught: unknown = new Error();
  if (caught instanceof CallError) expectTypeOf(caught.name).toEqualTypeOf<"CallError">();
  expectTypeOf(new CallError("failed", 400, "").status).toEqualTypeOf<400>();
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
  // @ts-expect-error -- an ID is required
  api.GET(scope, { params: { path: { id: undefined } } });
  // @ts-expect-error -- the target is missing
  api.DELETE(entry, { params });
});

test("an option that is not the client's does not compile", () => {
  const params = { path: { id: 1 } };
  const signal = AbortSignal.timeout(1_000);
  api.GET(scope, { params, signal, headers: { "x-reason": "audit", "user-agent": null } });
  api.GET(scope, { params, headers: new Headers() });
  api.GET(scope, { params, headers: [["x-reason", "audit"]] });
  // @ts-expect-error -- params is missing
  api.GET(scope, {});
  // @ts-expect-error -- params is missing
  api.GET(scope);
  // @ts-expect-error -- no such option
  api.GET(scope, { params, paramss: params });
  // @ts-expect-error -- no such option
  api.PATCH(scope, { params, body: { enabled: true }, bodyy: { enabled: true } });
  // @ts-expect-error -- the parameter is called per_page
  api.GET(`${scope}/allowlist`, { params: { ...params, query: { perPage: 100 } } });
  // @ts-expect-error -- the operation has no query
  api.GET(scope, { params: { ...params, query: { page: 1 } } });
  // @ts-expect-error -- the operation has no header parameters
  api.GET(scope, { params: { ...params, header: { "private-token": "glpat-test" } } });
  // @ts-expect-error -- the operation has no body
  api.DELETE(entry, { params: { path: { id: 1, target_project_id: 42 } }, body: {} });
  // @ts-expect-error -- redirects are never followed
  api.GET(scope, { params, redirect: "follow" });
  // @ts-expect-error -- the function is the method
  api.GET(scope, { params, method: "DELETE" });
  // @ts-expect-error -- the client has one URL
  api.GET(scope, { params, baseUrl: "https://other.example" });
  // @ts-expect-error -- an option of the client
  api.GET(scope, { params, fetch });
  // @ts-expect-error -- the types describe the parsed JSON only
  api.GET(scope, { params, parseAs: "stream" });
  // @ts-expect-error -- the client writes the path
  api.GET(scope, { params, pathSerializer: () => "/" });
  // @ts-expect-error -- the client writes the query
  api.GET(scope, { params, querySerializer: () => "" });
  // @ts-expect-error -- the client writes the body
  api.PATCH(scope, { params, body: { enabled: true }, bodySerializer: () => "" });
  // @ts-expect-error -- an option of fetch that the client does not pass on
  api.GET(scope, { params, credentials: "include" });
});

test("a prepared request is typed like the call", () => {
  api.prepare("get", scope, { params: { path: { id: 1 } }, signal: AbortSignal.timeout(1_000) });
  // @ts-expect-error -- the operation has no PATCH
  api.prepare("patch", `${scope}/allowlist`, { params: { path: { id: 1 } } });
  // @ts-expect-error -- the body is missing
  api.prepare("patch", scope, { params: { path: { id: 1 } } });
  // @ts-expect-error -- no such option
  api.prepare("get", scope, { params: { path: { id: 1 } }, redirect: "follow" });
});

test("an invalid client option does not compile", () => {
  createOpenApiClient({ token: "glpat-test", url: new URL("https://gitlab.example.com") });
  // @ts-expect-error -- the token is missing
  createOpenApiClient({ url: "https://gitlab.example.com" });
  // @ts-expect-error -- no such option
  createOpenApiClient({ token: "glpat-test", baseUrl: "https://gitlab.example.com" });
  // @ts-expect-error -- no such header
  createOpenApiClient({ token: "glpat-test", tokenHeader: "job-token" });
  // @ts-expect-error -- an unset variable
  createOpenApiClient({ token: "glpat-test", url: null });
});

test("middleware may return a request, a response or nothing, and may be asynchronous", () => {
  api.use({ onRequest: ({ request }) => new Request(request, { cache: "no-store" }) });
  api.use({ onResponse: ({ response }) => console.log(response.status) });
  api.use({ onResponse: async ({ response }) => console.log(response.status) });
  api.use({ onError: async () => new Response(null, { status: 503 }) });
  // @ts-expect-error -- no such callback
  api.use({ onRetry: () => {} });
});
