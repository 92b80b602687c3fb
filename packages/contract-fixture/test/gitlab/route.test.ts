import { expect, test } from "vitest";
import { start } from "../helpers.js";

test("[route-unknown] an unknown path is not found", async () => {
  const { call } = await start();
  expect(await call("GET /nothing")).toMatchObject({ status: 404, body: { error: "404 Not Found" } });
});

test("[method-unknown] an unknown method is not found", async () => {
  const { call } = await start();
  expect(await call("PUT /projects/1/job_token_scope")).toMatchObject({
    status: 404,
    body: { error: "404 Not Found" },
  });
});

test("[head-like-get] HEAD is handled like GET, and returns no body", async () => {
  const { call } = await start();
  const { status, headers, body } = await call("HEAD /projects/1/job_token_scope/allowlist");
  expect({ status, total: headers.get("x-total"), body }).toEqual({
    status: 200,
    total: "1",
    body: undefined,
  });
  expect(await call("HEAD /projects/9/job_token_scope")).toMatchObject({ status: 404, body: undefined });
  expect(await call("HEAD /projects/1/job_token_scope/allowlist/42")).toMatchObject({ status: 404 });
});

test.for([
  ["/projects/1/job_token_scope", "OPTIONS, GET, PATCH, HEAD"],
  ["/projects/1/job_token_scope/groups_allowlist", "OPTIONS, GET, POST, HEAD"],
  ["/projects/1/job_token_scope/allowlist/x", "OPTIONS, DELETE"],
  ["/groups/no-such", "OPTIONS, GET, HEAD"],
])("[options-allow] OPTIONS %s lists the methods, and requires a token", async ([path, allow]) => {
  const { call } = await start();
  const { status, headers } = await call(`OPTIONS ${path}`);
  expect({ status, allow: headers.get("allow") }).toEqual({ status: 204, allow });
  expect(await call(`OPTIONS ${path}`, { token: null })).toMatchObject({ status: 401 });
});

test.for([
  "GET /projects/1/job_token_scope/",
  "GET //projects//1//job_token_scope",
  "GET /projects/1/job_token_scope.json",
  "GET /projects/1/job_token_scope.any/",
  "GET /projects/1/",
])("[path-variants] accepts %s", async (request) => {
  const { call } = await start();
  expect(await call(request)).toMatchObject({ status: 200 });
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
