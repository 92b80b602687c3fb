import { expect, test } from "vitest";
import { start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";

test("records what a request breaks of the document, and answers as GitLab does", async () => {
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
  ["a DELETE with a body", `DELETE ${scope}/allowlist/42`, { body: {} }, 400, "body"],
  [
    "a form",
    `PATCH ${scope}`,
    { body: "enabled=false", headers: { "content-type": "application/x-www-form-urlencoded" } },
    204,
    "body",
  ],
  ["no token", `GET ${scope}`, { token: null }, 401, "security"],
  ["a path that the API does not have", "GET /nothing", {}, 404, "path"],
  ["a method that the path does not have", `PUT ${scope}`, {}, 405, "method"],
])("records %s", async ([, request, options, status, location]) => {
  const { gitlab, call } = await start();
  expect(await call(request, options)).toMatchObject({ status });
  expect(gitlab.violations()).toMatchObject([{ side: "request", location }]);
});

test("refuses a body of more than a mebibyte, and goes on", async () => {
  const { gitlab, call } = await start();
  const body = { enabled: "x".repeat(1024 * 1024) };
  expect(await call(`PATCH ${scope}`, { body })).toMatchObject({ status: 413 });
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 200 });
  expect(gitlab.violations()).toEqual([]);
});

test("forgets on reset, the world included", async () => {
  const { gitlab, call } = await start();
  await call(`PATCH ${scope}`, { body: { enabled: false, more: 1 } });
  gitlab.reset();
  expect(gitlab.violations()).toEqual([]);
  expect(gitlab.requests()).toEqual([]);
  expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: true } });
});
