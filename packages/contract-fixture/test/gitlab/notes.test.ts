import { request as sendOverHttp } from "node:http";
import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { type CallOptions, start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";
const form = { headers: { "content-type": "application/x-www-form-urlencoded" } };

test.for<[title: string, request: string, CallOptions, status: number, locations: string[]]>([
  ["a form", `PATCH ${scope}`, { ...form, body: "enabled=true" }, 204, ["body.enabled", "body"]],
  ["a boolean as a string", `PATCH ${scope}`, { body: { enabled: "true" } }, 204, ["body.enabled"]],
  [
    "an ID as a string",
    `POST ${scope}/allowlist`,
    { body: { target_project_id: "42" } },
    201,
    ["body.target_project_id"],
  ],
  [
    "a parameter in the query",
    `POST ${scope}/allowlist?target_project_id=42`,
    {},
    201,
    ["query.target_project_id"],
  ],
  ["a DELETE with a body", `DELETE ${scope}/groups_allowlist/8`, { body: {} }, 400, ["body"]],
  ["HEAD", `HEAD ${scope}`, {}, 200, ["method"]],
  ["OPTIONS", `OPTIONS ${scope}`, {}, 204, ["method"]],
  ["a trailing slash", `GET ${scope}/`, {}, 200, ["path"]],
  ["empty segments and an extension", `GET /${scope}.json`, {}, 200, ["path"]],
  ["a repeated parameter", `GET ${scope}/allowlist?page=1&page=2`, {}, 200, ["query.page"]],
  ["a blank parameter", `GET ${scope}/allowlist?page=`, {}, 200, ["query.page"]],
  ["an ID with spaces", `DELETE ${scope}/allowlist/%2042`, {}, 400, ["path.target_project_id"]],
  [
    "a token in the query",
    `GET ${scope}?private_token=glpat-administrator`,
    { token: null },
    200,
    ["query.private_token"],
  ],
])("%s is noted, and is not a violation", async ([, request, options, status, locations]) => {
  const { gitlab, call } = await start({ strict: true });
  expect(await call(request, options)).toMatchObject({ status });
  const notes = locations.map((location) => expect.objectContaining({ location }));
  expect(gitlab.notes()).toEqual(notes);
  expect(gitlab.requests()).toMatchObject([{ notes: [...gitlab.notes()], violations: [] }]);
  expect(gitlab.takeViolations()).toEqual([]);
});

test("a GET with a body is noted", async () => {
  const { gitlab } = await start();
  const headers = { "private-token": gitlab.token, "content-type": "application/json", "content-length": 2 };
  const status = await new Promise((resolve) => {
    sendOverHttp(`${gitlab.apiUrl}${scope}`, { headers }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode));
    }).end("{}");
  });
  expect(status).toBe(200);
  expect(gitlab.notes()).toMatchObject([{ location: "body" }]);
  expect(gitlab.violations()).toEqual([]);
});

test("what GitLab refuses is a violation even beside something that it accepts", async () => {
  const { gitlab, call } = await start();
  await call(`PATCH ${scope}/?page=1`, { body: { enabled: "perhaps" } });
  expect(gitlab.notes()).toMatchObject([{ location: "path" }]);
  expect(gitlab.violations()).toMatchObject([{ location: "body.enabled", path: `/api/v4${scope}/` }]);
});

test("what loses data for the client stays a violation", async () => {
  const { gitlab, call } = await start();
  await call(`PATCH ${scope}`, { body: { enabled: "true", more: 1 } });
  await call(`GET ${scope}/allowlist?per_page=101`);
  expect(gitlab.violations()).toMatchObject([{ location: "body" }, { location: "query.per_page" }]);
});

test("reset() clears the notes", async () => {
  const { gitlab, call } = await start();
  await call(`HEAD ${scope}`);
  gitlab.reset();
  expect(gitlab.notes()).toEqual([]);
});

test("in front of a real GitLab, a request is noted and forwarded as sent", async () => {
  await using upstream = await startMockGitLab();
  const { gitlab, call } = await start({ mode: "proxy", upstream: upstream.url });
  const token = upstream.token;
  expect(await call(`PATCH ${scope}/?enabled=no`, { token })).toMatchObject({ status: 204 });
  expect(await call(`HEAD ${scope}`, { token })).toMatchObject({ status: 200 });
  expect(await call(`OPTIONS ${scope}`, { token })).toMatchObject({ status: 204 });
  expect(gitlab.notes().map(({ location }) => location)).toEqual([
    "path",
    "query.enabled",
    "method",
    "method",
  ]);
  expect(upstream.notes()).toEqual(gitlab.notes());
  expect(gitlab.violations()).toEqual([]);
});
