import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { start } from "../helpers.js";

const seed = {
  tokens: [
    { token: "glpat-user" },
    { token: "glpat-admin", admin: true },
    { token: "glpat-read-user", scopes: ["read_user" as const] },
    { token: "glpat-old", state: "expired" as const },
    { token: "glpat-read-api", scopes: ["read_api" as const] },
  ],
};

test("[current-user] returns the user of the token", async () => {
  const { gitlab, call } = await start({ seed, strict: true });
  const { status, body } = await call("GET /user");
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      id: 1,
      username: "user1",
      public_email: null,
      name: "User 1",
      state: "active",
      locked: false,
      avatar_url: null,
      web_url: `${gitlab.url}/user1`,
      created_at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
      bot: false,
      email: "user1@example.com",
      can_create_group: true,
      can_create_project: true,
      two_factor_enabled: false,
      external: false,
      commit_email: "user1@example.com",
    },
  });
});

test("[current-user-admin] tells whether the user is an administrator", async () => {
  const { call } = await start({ seed });
  expect(await call("GET /user", { token: "glpat-admin" })).toMatchObject({
    body: { id: 2, is_admin: true },
  });
});

test.for([
  ["18.0", "18.0.0"],
  ["18.8", "18.8.0"],
  ["19.1", "19.1.0"],
] as const)("[instance-version] %s is the version %s", async ([gitlab, version]) => {
  const { call } = await start({ gitlab, strict: true });
  for (const path of ["/version", "/metadata"]) {
    expect(await call(`GET ${path}`)).toMatchObject({
      status: 200,
      body: {
        version,
        revision: expect.stringMatching(/^[0-9a-f]{11}$/),
        kas: { enabled: false, externalUrl: null, externalK8sProxyUrl: null, version: null },
        enterprise: false,
      },
    });
  }
});

test.for(["/user", "/version", "/metadata"])("%s requires a token", async (path) => {
  const { call } = await start({ seed });
  expect(await call(`GET ${path}`, { token: null })).toMatchObject({ status: 401 });
  expect(await call(`GET ${path}`, { token: "glpat-old" })).toMatchObject({
    body: { error: "invalid_token" },
  });
});

test("[scope-read-user] read_user is sufficient for the user and the version, and for nothing else", async () => {
  const { call } = await start({ seed });
  const token = "glpat-read-user";
  expect(await call("GET /user", { token })).toMatchObject({ status: 200, body: { id: 3 } });
  for (const sufficient of [token, "glpat-read-api"]) {
    expect(await call("GET /version", { token: sufficient })).toMatchObject({ status: 200 });
  }
  expect(await call("GET /projects/1", { token })).toMatchObject({
    status: 403,
    body: { error: "insufficient_scope", scope: "api read_api" },
  });
});

test("what GitLab has beside the document is noted, and is not a violation", async () => {
  const { gitlab, call } = await start({ strict: true });
  for (const request of ["GET /user", "HEAD /user", "GET /version/", "OPTIONS /user"]) await call(request);
  await call(`GET /user?private_token=${gitlab.token}`, { token: null });
  expect(gitlab.requests().map(({ status }) => status)).toEqual([200, 200, 200, 204, 200]);
  for (const { notes } of gitlab.requests()) expect(notes[0]?.location).toBe("path");
});

test("other paths and methods beside the document are violations", async () => {
  const { gitlab, call } = await start();
  for (const request of ["PATCH /user", "GET /users", "GET /user/keys"]) {
    expect(await call(request)).toMatchObject({ status: 404, body: { error: "404 Not Found" } });
  }
  expect(gitlab.violations().map(({ location }) => location)).toEqual(["method", "path", "path"]);
});

test("in front of a real GitLab, what it has beside the document is noted and forwarded", async () => {
  await using upstream = await startMockGitLab();
  const { gitlab, call } = await start({ mode: "proxy", upstream: upstream.url, strict: true });
  expect(await call("GET /user", { token: upstream.token })).toMatchObject({ body: { username: "user1" } });
  expect(gitlab.notes()).toMatchObject([{ path: "/api/v4/user", location: "path" }]);
});
