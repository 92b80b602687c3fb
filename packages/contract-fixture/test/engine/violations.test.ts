import { expect, test } from "vitest";
import { start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";

test("records violations of the document, and responds as GitLab does", async () => {
  const { gitlab, call } = await start();
  expect(await call(`PATCH ${scope}`, { body: { enabled: true, inbound_enabled: true } })).toMatchObject({
    status: 204,
  });
  expect(gitlab.violations()).toEqual([
    {
      method: "PATCH",
      path: `/api/v4${scope}`,
      operation: "updateJobTokenScope",
      side: "request",
      location: "body",
      message: "Request body must NOT have additional properties; found 'inbound_enabled'",
    },
  ]);
});

test.for<[string, string, Parameters<Awaited<ReturnType<typeof start>>["call"]>[1], number, string]>([
  ["a body that is not JSON", `PATCH ${scope}`, { body: "{enabled", headers: {} }, 400, "body"],
  [
    "a content type that is not accepted",
    `PATCH ${scope}`,
    { body: '{"enabled":false}', headers: { "content-type": "text/plain" } },
    415,
    "body",
  ],
  ["no token", `GET ${scope}`, { token: null }, 401, "security"],
  ["an unknown path", "GET /nothing", {}, 404, "path"],
  ["an unsupported method", `PUT ${scope}`, {}, 404, "method"],
])("records %s", async ([, request, options, status, location]) => {
  const { gitlab, call } = await start();
  expect(await call(request, options)).toMatchObject({ status });
  expect(gitlab.violations()).toMatchObject([{ side: "request", location }]);
});

test.for<[string, string, Parameters<Awaited<ReturnType<typeof start>>["call"]>[1], string]>([
  ["a path that is not URL-encoded", "GET /projects/%", {}, "path"],
  ["a path that is not UTF-8", "GET /projects/%ff/job_token_scope", {}, "path"],
])("rejects and records %s, in stateful and examples mode", async ([, request, options, location]) => {
  for (const mode of ["stateful", "examples"] as const) {
    const { gitlab, call } = await start({ mode });
    expect(await call(request, options)).toMatchObject({ status: 400, body: { error: "400 Bad Request" } });
    expect(gitlab.requests()).toHaveLength(1);
    expect(gitlab.violations()).toMatchObject([{ side: "request", location }]);
  }
});

test.for([
  "POST /projects/1e3/job_token_scope/allowlist",
  "POST /projects/1.0/job_token_scope/allowlist",
  `GET ${scope}/allowlist?page=1e1`,
  `GET ${scope}/allowlist?page=0x1f`,
])("records %s, which GitLab rejects but Prism accepts", async (request) => {
  const { gitlab, call } = await start();
  const options = request.startsWith("POST") ? { body: { target_project_id: 42 } } : {};
  expect(await call(request, options)).toMatchObject({ status: 400 });
  expect(gitlab.violations()).toMatchObject([
    { side: "request", location: "parameters", message: expect.stringContaining("is invalid") },
  ]);
});

test("records a size of a page that GitLab reduces, if there is a page", async () => {
  const { gitlab, call } = await start();
  await call(`GET ${scope}/allowlist?per_page=100`);
  await call("GET /projects/9/job_token_scope/allowlist?per_page=101");
  expect(gitlab.violations()).toEqual([]);
  await call(`GET ${scope}/allowlist?per_page=101`);
  expect(gitlab.violations()).toMatchObject([
    { location: "query.per_page", message: "per_page must be <= 100: GitLab reduces it" },
  ]);
});

test("responses without a body have no content type, and the others have", async () => {
  const { call } = await start();
  for (const [request, body, type] of [
    [`PATCH ${scope}`, { enabled: true }, null],
    [`GET ${scope}`, undefined, "application/json"],
    [`PUT ${scope}`, undefined, "application/json"],
    ["GET /projects/%", undefined, "application/json"],
    ["GET /nothing", undefined, "application/json"],
  ] as const) {
    expect((await call(request, { body })).headers.get("content-type"), request).toBe(type);
  }
});

test("the Bearer scheme and the content type are case-insensitive", async () => {
  const { gitlab, call } = await start();
  const headers = { authorization: `bearer ${gitlab.token}`, "content-type": "APPLICATION/JSON" };
  expect(await call(`PATCH ${scope}`, { token: null, headers, body: { enabled: false } })).toMatchObject({
    status: 204,
  });
  expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: false } });
  expect(gitlab.violations()).toEqual([]);
});

test("rejects a body larger than 1 MiB, and continues to serve requests", async () => {
  const { gitlab, call } = await start();
  for (let i = 0; i < 5; i++) {
    const body = { enabled: "x".repeat(3 * 1024 * 1024) };
    expect(await call(`PATCH ${scope}`, { body })).toMatchObject({ status: 413 });
    expect(await call(`GET ${scope}`)).toMatchObject({ status: 200, body: { inbound_enabled: true } });
  }
  expect(gitlab.requests()).toHaveLength(10);
  expect(gitlab.violations()[0]).toMatchObject({ side: "request", location: "body" });
});

test("reset clears violations and requests, and restores the state", async () => {
  const { gitlab, call } = await start();
  await call(`PATCH ${scope}`, { body: { enabled: false, more: 1 } });
  gitlab.reset();
  expect(gitlab.violations()).toEqual([]);
  expect(gitlab.requests()).toEqual([]);
  expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: true } });
});
