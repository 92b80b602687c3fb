import type { Seed, SeedToken } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";
const unauthorized = { status: 401, body: { message: "401 Unauthorized" } };

function seedWith(token: Omit<SeedToken, "token">): Seed {
  return {
    projects: [
      { id: 1, path: "group/app", allowedProjects: [2], allowedGroups: [7] },
      { id: 2, path: "group/library" },
      { id: 42, path: "group/tool" },
    ],
    groups: [
      { id: 7, path: "group" },
      { id: 8, path: "partner" },
    ],
    tokens: [{ token: "glpat-user", admin: true, ...token }],
  };
}

test("[auth-parameter] accepts a token as private_token, before the one in a header", async () => {
  const { gitlab, call } = await start();
  const query = `private_token=${gitlab.token}`;
  for (const request of [
    `GET ${scope}`,
    `GET ${scope}/allowlist`,
    `GET ${scope}/groups_allowlist`,
    "GET /projects/1",
    "GET /groups/group",
    `DELETE ${scope}/allowlist/1`,
    `OPTIONS ${scope}`,
  ]) {
    expect((await call(`${request}?${query}`, { token: null })).status, request).not.toBe(401);
  }
  expect(await call(`GET ${scope}?${query}`, { token: "glpat-unknown" })).toMatchObject({ status: 200 });
  expect(await call(`GET ${scope}?private_token=glpat-unknown`)).toMatchObject(unauthorized);
  expect(await call(`GET ${scope}?private_token=`)).toMatchObject({ status: 200 });
  for (const body of [{ enabled: true, private_token: gitlab.token }, `enabled=true&${query}`]) {
    const type = typeof body === "string" ? "application/x-www-form-urlencoded" : "application/json";
    const options = { body, token: null, headers: { "content-type": type } };
    expect(await call(`PATCH ${scope}`, options)).toMatchObject({ status: 204 });
  }
  expect(gitlab.violations()).toEqual([]);
  expect(JSON.stringify(gitlab.requests())).not.toContain(gitlab.token);
});

test("[auth-headers] accepts a token only after the scheme Bearer", async () => {
  const { gitlab, call } = await start();
  for (const [scheme, status] of [
    ["Bearer", 200],
    ["BEARER", 200],
    ["Not-Bearer", 401],
  ] as const) {
    const headers = { authorization: `${scheme} ${gitlab.token}` };
    expect(await call(`GET ${scope}`, { token: null, headers }), scheme).toMatchObject({ status });
  }
});

test("[job-token-refused] rejects a job token", async () => {
  const { gitlab, call } = await start();
  const headers = { "job-token": gitlab.token };
  expect(await call(`GET ${scope}`, { token: null, headers })).toMatchObject(unauthorized);
});

test.for([
  ["[token-expired]", "expired", "Token is expired. You can either do re-authorization or token refresh."],
  ["[token-revoked]", "revoked", "Token was revoked. You have to re-authorize from the user."],
] as const)("%s reports that a token is %s", async ([, state, error_description]) => {
  const { gitlab, call } = await start({ seed: seedWith({ state }) });
  expect(await call(`GET ${scope}`)).toMatchObject({
    status: 401,
    body: { error: "invalid_token", error_description },
  });
  expect(gitlab.violations()).toEqual([]);
});

const tooSmall = {
  error: "insufficient_scope",
  error_description: "The request requires higher privileges than provided by the access token.",
};

test("[scope-read] reading requires read_api or api", async () => {
  for (const scopes of [["read_api"], ["api"]] as const) {
    const { call } = await start({ seed: seedWith({ scopes: [...scopes] }) });
    expect(await call(`GET ${scope}`)).toMatchObject({ status: 200 });
  }
  const { call } = await start({ seed: seedWith({ scopes: [] }) });
  expect(await call(`GET ${scope}`)).toMatchObject({
    status: 403,
    body: { ...tooSmall, scope: "api read_api" },
  });
});

test.for([
  [`PATCH ${scope}`, { enabled: false }],
  [`POST ${scope}/allowlist`, { target_project_id: 42 }],
  [`DELETE ${scope}/allowlist/2`, undefined],
  [`POST ${scope}/groups_allowlist`, { target_group_id: 8 }],
  [`DELETE ${scope}/groups_allowlist/7`, undefined],
] as const)("[scope-write] read_api does not permit %s", async ([request, body]) => {
  const { gitlab, call } = await start({ seed: seedWith({ scopes: ["read_api"] }) });
  const before = gitlab.state();
  expect(await call(request, { body })).toMatchObject({ status: 403, body: { ...tooSmall, scope: "api" } });
  expect(gitlab.state()).toEqual(before);
});
