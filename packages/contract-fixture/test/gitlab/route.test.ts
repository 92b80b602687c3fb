import { expect, test } from "vitest";
import { start } from "../helpers.js";

test.for([
  ["/projects/1/job_token_scope", "OPTIONS, GET, PATCH, HEAD"],
  ["/projects/1/job_token_scope/groups_allowlist", "OPTIONS, GET, POST, HEAD"],
  ["/projects/1/job_token_scope/allowlist/x", "OPTIONS, DELETE"],
  ["/groups/no-such", "OPTIONS, GET, HEAD"],
])("[options-allow] OPTIONS %s lists the methods, and requires a token", async ([path, allow]) => {
  const { call } = await start();
  const { status, headers } = await call(`OPTIONS ${path}`);
  expect({ status, allow: headers.get("allow") }).toEqual({ status: 204, allow });
  expect(headers.has("content-type")).toBe(false);
  expect(await call(`OPTIONS ${path}`, { token: null })).toMatchObject({ status: 401 });
});

test("OPTIONS of an unknown path is a violation", async () => {
  const { gitlab, call } = await start();
  expect(await call("OPTIONS /nothing")).toMatchObject({ status: 404, body: { error: "404 Not Found" } });
  expect(gitlab.violations()).toMatchObject([{ location: "path" }]);
});

test("[path-variants] a project's ID may have dots, and a target's may not", async () => {
  const { call } = await start({ seed: { projects: [{ id: 1, path: "group/app.json" }] } });
  expect(await call("GET /projects/group%2Fapp.json")).toMatchObject({ status: 200 });
  expect(await call("DELETE /projects/1/job_token_scope/allowlist/1.json")).toMatchObject({
    body: { message: "400 Bad request - Source project cannot be removed from the job token scope" },
  });
  expect(await call("DELETE /projects/1/job_token_scope/allowlist/1.2.3")).toMatchObject({
    body: { error: "404 Not Found" },
  });
});

test("[format-json-only] rejects another format, even for an unknown path and without a token", async () => {
  const { gitlab, call } = await start();
  for (const path of ["/projects/1/job_token_scope", "/nothing"]) {
    expect(await call(`GET ${path}?format=xml`, { token: null })).toMatchObject({
      status: 406,
      body: { error: "The requested format 'xml' is not supported." },
    });
  }
  expect(gitlab.takeViolations()).toMatchObject([{ location: "query.format" }, { location: "query.format" }]);
  expect(await call("GET /projects/1?format=json")).toMatchObject({ status: 200 });
  expect(await call("GET /projects/1.json?format=xml")).toMatchObject({ status: 404 });
});

test.for([
  ["/api/v4?format=xml", 406],
  ["//api//v4/nothing?format=xml", 406],
  ["/api/v4/projects/1.jsonp?format=xml", 406],
  ["/api/v4/projects/1?format=JSON", 406],
  ["/api/v4/projects/1?format=", 406],
  ["/api/v4/projects/1?format", 200],
  ["/api/v4/projects/1?information=xml", 200],
  ["/api/v4x?format=xml", 404],
  ["/x/api/v4/nothing?format=xml", 404],
] as const)("[format-json-only] GET %s has the status %i", async ([target, status]) => {
  const { gitlab } = await start();
  const headers = { "private-token": gitlab.token };
  expect((await fetch(gitlab.url + target, { headers })).status).toBe(status);
});

test("[format-json-only] names a format that is not a text as JSON", async () => {
  const { call } = await start();
  expect(await call("GET /projects/1?format[]=xml")).toMatchObject({
    body: { error: `The requested format '["xml"]' is not supported.` },
  });
});

test("[format-json-only] another format is a violation even if the rest of the request is noted", async () => {
  const { gitlab, call } = await start();
  for (const request of ["GET /user", "OPTIONS /projects/1"]) {
    expect(await call(`${request}?format=xml`)).toMatchObject({ status: 406 });
  }
  expect(gitlab.violations()).toMatchObject([{ location: "query.format" }, { location: "query.format" }]);
});
