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
  expect(await call(`OPTIONS ${path}`, { token: null })).toMatchObject({ status: 401 });
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
