import type { Role, Seed, SeedToken } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";

function seedWith(token: Omit<SeedToken, "token">): Seed {
  return {
    projects: [
      { id: 1, path: "group/app" },
      { id: 2, path: "other/secret" },
      { id: 3, path: "other/open", visibility: "public" },
    ],
    groups: [
      { id: 7, path: "group" },
      { id: 8, path: "other" },
    ],
    tokens: [{ token: "glpat-user", ...token }],
  };
}

test("knows no caller without a token, with a strange one, or with a job token", async () => {
  const { call } = await start();
  const unauthorized = { status: 401, body: { message: "401 Unauthorized" } };
  expect(await call(`GET ${scope}`, { token: null })).toMatchObject(unauthorized);
  expect(await call(`GET ${scope}`, { token: "glpat-strange" })).toMatchObject(unauthorized);
  expect(await call(`GET ${scope}`, { token: null, headers: { "job-token": "glcbt-1" } })).toMatchObject(
    unauthorized,
  );
});

test("takes a token from either header", async () => {
  const { gitlab, call } = await start();
  const headers = { authorization: `Bearer ${gitlab.token}` };
  expect(await call(`GET ${scope}`, { token: null, headers })).toMatchObject({ status: 200 });
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 200 });
});

test.for([
  ["expired", "Token is expired. You can either do re-authorization or token refresh."],
  ["revoked", "Token was revoked. You have to re-authorize from the user."],
] as const)("says that a token is %s", async ([state, error_description]) => {
  const { call } = await start({ seed: seedWith({ admin: true, state }) });
  expect(await call(`GET ${scope}`)).toMatchObject({
    status: 401,
    body: { error: "invalid_token", error_description },
  });
});

test("lets a token with read_api read, and not write", async () => {
  const { call } = await start({ seed: seedWith({ admin: true, scopes: ["read_api"] }) });
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 200 });
  expect(await call(`PATCH ${scope}`, { body: { enabled: false } })).toMatchObject({
    status: 403,
    body: { error: "insufficient_scope", scope: "api" },
  });
});

test.for<[Role, number]>([
  ["guest", 403],
  ["reporter", 403],
  ["developer", 403],
  ["maintainer", 200],
  ["owner", 200],
])("answers a %s with %i", async ([role, status]) => {
  const inProject = await start({ seed: seedWith({ roles: { projects: { "1": role } } }) });
  expect(await inProject.call(`GET ${scope}`)).toMatchObject({ status });
  const inGroup = await start({ seed: seedWith({ roles: { groups: { "7": role } } }) });
  expect(await inGroup.call(`GET ${scope}`)).toMatchObject({ status });
});

test("hides a private project from those without a role, and shows an open one", async () => {
  const { call } = await start({ seed: seedWith({}) });
  expect(await call(`GET ${scope}`)).toMatchObject({
    status: 404,
    body: { message: "404 Project Not Found" },
  });
  expect(await call("GET /projects/3/job_token_scope")).toMatchObject({
    status: 403,
    body: { message: "403 Forbidden" },
  });
});

test("says more when a developer removes", async () => {
  const { call } = await start({ seed: seedWith({ roles: { projects: { "1": "developer" } } }) });
  expect(await call(`DELETE ${scope}/groups_allowlist/8`)).toMatchObject({
    status: 403,
    body: { message: "403 Forbidden - Insufficient permissions to modify the job token scope" },
  });
});

test("checks in GitLab's order: token, parameters, project, role, target, rule", async () => {
  const { call } = await start({ seed: seedWith({ roles: { projects: { "1": "developer" } } }) });
  const list = `POST ${scope}/allowlist`;
  expect(await call(list, { token: "strange", body: {} })).toMatchObject({ status: 401 });
  expect(await call(list, { body: {} })).toMatchObject({ status: 400 });
  expect(
    await call("POST /projects/2/job_token_scope/allowlist", { body: { target_project_id: 99 } }),
  ).toMatchObject({
    status: 404,
    body: { message: "404 Project Not Found" },
  });
  expect(await call(list, { body: { target_project_id: 99 } })).toMatchObject({ status: 403 });
});

test("refuses to add what the caller may not read", async () => {
  const { call } = await start({ seed: seedWith({ roles: { projects: { "1": "maintainer" } } }) });
  const refusal = (target: string) => ({
    status: 400,
    body: {
      message: `400 Bad request - The ${target} that you are attempting to access does not exist or you don't have permission to perform this action`,
    },
  });
  expect(await call(`POST ${scope}/allowlist`, { body: { target_project_id: 2 } })).toMatchObject(
    refusal("target_project"),
  );
  expect(await call(`POST ${scope}/groups_allowlist`, { body: { target_group_id: 8 } })).toMatchObject(
    refusal("target_group"),
  );
  expect(await call(`POST ${scope}/allowlist`, { body: { target_project_id: 3 } })).toMatchObject({
    status: 201,
  });
  expect(await call(`POST ${scope}/groups_allowlist`, { body: { target_group_id: 7 } })).toMatchObject({
    status: 201,
  });
});

test("removes what the caller may not read in 19.1 only", async () => {
  const seed = seedWith({ roles: { projects: { "1": "maintainer" } } });
  const listed = {
    ...seed,
    projects: seed.projects?.map((p) => (p.id === 1 ? { ...p, allowedProjects: [2] } : p)),
  };
  const current = await start({ seed: listed as Seed });
  expect(await current.call(`DELETE ${scope}/allowlist/2`)).toMatchObject({ status: 204 });
  const older = await start({ seed: listed as Seed, gitlab: "18.8" });
  expect(await older.call(`DELETE ${scope}/allowlist/2`)).toMatchObject({ status: 404 });
});
