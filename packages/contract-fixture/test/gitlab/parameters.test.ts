import { expect, test } from "vitest";
import { start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";
const byPath = "/projects/group%2Fapp/job_token_scope";
const missing = "enabled is missing, enabled is empty";

test("[id-or-path] GET and PATCH accept an ID or a case-insensitive path", async () => {
  const { gitlab, call } = await start();
  for (const project of ["1", "group%2Fapp", "Group%2FApp"]) {
    const path = `/projects/${project}/job_token_scope`;
    expect(await call(`GET ${path}`)).toMatchObject({ status: 200 });
    expect(await call(`PATCH ${path}`, { body: { enabled: true } })).toMatchObject({ status: 204 });
    expect(await call(`GET ${path}/allowlist`)).toMatchObject({ status: 200 });
    expect(await call(`GET ${path}/groups_allowlist`)).toMatchObject({ status: 200 });
  }
  expect(gitlab.violations()).toEqual([]);
});

test("[id-or-path] a path can begin and end with digits", async () => {
  const { call } = await start({
    seed: { projects: [{ id: 5, path: "2fast/app2" }], groups: [{ id: 6, path: "2fast" }] },
  });
  expect(await call("GET /projects/2fast%2Fapp2")).toMatchObject({ body: { id: 5 } });
  expect(await call("GET /groups/2fast")).toMatchObject({ body: { id: 6 } });
});

test.for([
  [`POST ${byPath}/allowlist`, { target_project_id: 42 }],
  [`DELETE ${byPath}/allowlist/42`, undefined],
  [`POST ${byPath}/groups_allowlist`, { target_group_id: 8 }],
  [`DELETE ${byPath}/groups_allowlist/8`, undefined],
] as const)("[id-number-only] rejects a path: %s", async ([request, body]) => {
  const { gitlab, call } = await start();
  expect(await call(request, { body })).toMatchObject({ status: 400, body: { error: "id is invalid" } });
  expect(gitlab.violations()).toMatchObject([{ location: "path.id" }]);
});

test("[target-number-only] accepts only IDs as targets", async () => {
  const { gitlab, call } = await start();
  const project = { status: 400, body: { error: "target_project_id is invalid" } };
  const group = { status: 400, body: { error: "target_group_id is invalid" } };
  const body = { target_project_id: "group/tool", target_group_id: "partner" };
  expect(await call(`POST ${scope}/allowlist`, { body })).toMatchObject(project);
  expect(await call(`DELETE ${scope}/allowlist/group%2Ftool`)).toMatchObject(project);
  expect(await call(`POST ${scope}/groups_allowlist`, { body })).toMatchObject(group);
  expect(await call(`DELETE ${scope}/groups_allowlist/partner`)).toMatchObject(group);
  expect(gitlab.violations()).toHaveLength(6);
});

test.for([
  ["[parameter-missing]", {}, missing],
  ["[unknown-fields-ignored]", { inbound_enabled: false }, missing],
  ["[parameter-empty]", { enabled: null }, "enabled is empty"],
  ["[parameter-empty]", { enabled: "" }, "enabled is empty"],
  ["[parameter-invalid]", { enabled: "perhaps" }, "enabled is invalid"],
  ["[parameter-invalid]", { enabled: 2 }, "enabled is invalid"],
] as const)("%s rejects %j, changes nothing, and records the violation", async ([, body, error]) => {
  for (const inboundEnabled of [true, false]) {
    const { gitlab, call } = await start({
      seed: { projects: [{ id: 1, path: "group/app", inboundEnabled }] },
    });
    expect(await call(`PATCH ${scope}`, { body })).toMatchObject({ status: 400, body: { error } });
    expect(gitlab.violations()).not.toEqual([]);
    expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: inboundEnabled } });
  }
});

test("[parameter-invalid] rejects an invalid boolean in the query", async () => {
  const { gitlab, call } = await start();
  expect(await call("GET /groups/group?with_projects=perhaps")).toMatchObject({
    status: 400,
    body: { error: "with_projects is invalid" },
  });
  expect(gitlab.violations()).toMatchObject([{ location: "query.with_projects" }]);
});

test.for([
  ["False", false],
  ["NO", false],
  ["0", false],
  [0, false],
  ["On", true],
  ["TRUE", true],
] as const)("[boolean-words] accepts %j as %j, and notes it", async ([enabled, value]) => {
  const { gitlab, call } = await start();
  expect(await call(`PATCH ${scope}`, { body: { enabled } })).toMatchObject({ status: 204 });
  expect(gitlab.notes()).toMatchObject([{ location: "body.enabled" }]);
  expect(gitlab.violations()).toEqual([]);
  expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: value } });
});

test("[form-body] accepts parameters in a form or in multipart, and notes it", async () => {
  const { gitlab } = await start();
  const form = new FormData();
  form.set("enabled", "true");
  for (const [body, value] of [
    [new URLSearchParams({ enabled: "false" }), false],
    [form, true],
  ] as const) {
    const url = `${gitlab.apiUrl}${scope}`;
    const headers = { "private-token": gitlab.token };
    expect((await fetch(url, { method: "PATCH", headers, body })).status).toBe(204);
    expect(await (await fetch(url, { headers })).json()).toMatchObject({ inbound_enabled: value });
  }
  expect(gitlab.violations()).toEqual([]);
  expect(gitlab.notes()).toMatchObject(
    ["body.enabled", "body", "body.enabled", "body"].map((location) => ({ location })),
  );
});

test.for([
  ["text/plain", "text/plain"],
  ["application/vnd.gitlab+json; charset=utf-8", "application/vnd.gitlab+json"],
] as const)(
  "[content-type] rejects a body of the type %s before it checks the token",
  async ([sent, named]) => {
    const { gitlab, call } = await start();
    const headers = { "content-type": sent };
    expect(await call(`PATCH ${scope}`, { body: { enabled: false }, headers, token: null })).toMatchObject({
      status: 415,
      body: { error: `The provided content-type '${named}' is not supported.` },
    });
    expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: true } });
    expect(gitlab.violations()[0]).toMatchObject({ side: "request" });
  },
);

test("[content-type] rejects a body without a type", async () => {
  const { gitlab, call } = await start();
  const bytes = new TextEncoder().encode('{"enabled":false}');
  const url = `${gitlab.apiUrl}${scope}`;
  const headers = { "private-token": gitlab.token };
  const response = await fetch(url, { method: "PATCH", headers, body: bytes });
  expect({ status: response.status, body: await response.json() }).toEqual({
    status: 415,
    body: { error: "The provided content-type '' is not supported." },
  });
  expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: true } });
  expect(gitlab.violations()).toMatchObject([{ location: "header.content-type" }]);
});

test.for([
  ["[parameter-blank]", " "],
  ["[parameter-blank]", []],
  ["[parameter-blank]", {}],
] as [string, unknown][])("%s %j is invalid and empty", async ([, value]) => {
  const { gitlab, call } = await start();
  expect(await call(`PATCH ${scope}`, { body: { enabled: value } })).toMatchObject({
    status: 400,
    body: { error: "enabled is invalid, enabled is empty" },
  });
  expect(await call(`POST ${scope}/allowlist`, { body: { target_project_id: value } })).toMatchObject({
    body: { error: "target_project_id is invalid, target_project_id is empty" },
  });
  expect(gitlab.violations()).toHaveLength(2);
});

test.for(["42.9", "42.0", "4.2e1", '" 42 "', '"+42"', '"042"', '"4_2"', '"0d42"'])(
  "[integer-words] reads %s as 42",
  async (value) => {
    const { gitlab, call } = await start();
    expect(await call(`POST ${scope}/allowlist`, { body: `{"target_project_id":${value}}` })).toMatchObject({
      status: 201,
      body: { target_project_id: 42 },
    });
    expect(gitlab.violations()).toEqual([]);
  },
);

test("[integer-words] rejects a number that is too large", async () => {
  const { call } = await start();
  expect(await call(`POST ${scope}/allowlist`, { body: '{"target_project_id":1e400}' })).toMatchObject({
    status: 400,
    body: { error: "target_project_id is invalid" },
  });
});
