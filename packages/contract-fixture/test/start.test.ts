import { createServer } from "node:net";
import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { start } from "./helpers.js";

test("listens on loopback, on a free port", async () => {
  const { gitlab } = await start();
  expect(gitlab.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(gitlab.apiUrl).toBe(`${gitlab.url}/api/v4`);
});

test("answers without a socket too, from the same world", async () => {
  const { gitlab, call } = await start();
  await call("PATCH /projects/1/job_token_scope", { body: { enabled: false } });
  const response = await gitlab.fetch(`${gitlab.apiUrl}/projects/1/job_token_scope`, {
    headers: { authorization: `Bearer ${gitlab.token}` },
  });
  expect(await response.json()).toMatchObject({ inbound_enabled: false });
});

test("keeps a journal of requests, and no secret in it", async () => {
  const { gitlab, call } = await start();
  await call("PATCH /projects/1/job_token_scope", { body: { enabled: false } });
  expect(gitlab.requests()).toMatchObject([
    {
      method: "PATCH",
      path: "/api/v4/projects/1/job_token_scope",
      body: { enabled: false },
      operation: "updateJobTokenScope",
      status: 204,
      violations: [],
    },
  ]);
  expect(JSON.stringify(gitlab.requests())).not.toContain(gitlab.token);
});

test("masks a token in the query, and hands out copies", async () => {
  const { gitlab, call } = await start();
  await call(`GET /projects/1?private_token=${gitlab.token}&a=1`);
  expect(gitlab.requests()[0]?.path).toBe("/api/v4/projects/1?private_token=[masked]&a=1");
  Object.assign(gitlab.requests()[0] ?? {}, { status: 0 });
  expect(gitlab.requests()[0]?.status).toBe(200);
});

test("obeys a signal without a socket too", async () => {
  const { gitlab } = await start();
  const signal = AbortSignal.abort();
  await expect(gitlab.fetch(gitlab.url, { signal })).rejects.toThrow("aborted");
  expect(gitlab.requests()).toEqual([]);
});

test("gives the seed's first token", async () => {
  const { gitlab, call } = await start({
    seed: { projects: [{ id: 1, path: "a/b" }], tokens: [{ token: "glpat-dev", admin: true }] },
  });
  expect(gitlab.token).toBe("glpat-dev");
  expect(await call("GET /projects/1/job_token_scope")).toMatchObject({ status: 200 });
});

test("stops listening at the end of the block", async () => {
  let url: string;
  {
    await using gitlab = await startMockGitLab();
    url = gitlab.url;
  }
  await expect(fetch(url)).rejects.toThrow();
});

const scope = "/projects/1/job_token_scope";

test("asserts that the document was kept, and says where it was not", async () => {
  const { gitlab, call } = await start();
  gitlab.assertNoViolations();
  await call(`PATCH ${scope}`, { body: { enabled: 0 } });
  expect(() => gitlab.assertNoViolations()).toThrow(
    expect.objectContaining({
      name: "ViolationError",
      message: expect.stringContaining(`\n  PATCH /api/v4${scope} (updateJobTokenScope): body.enabled: `),
    }),
  );
});

test("gives violations away to a test that expects them, and keeps the requests", async () => {
  const { gitlab, call } = await start();
  await call(`PATCH ${scope}`, { body: { enabled: 0 } });
  expect(gitlab.takeViolations()).toMatchObject([{ location: "body.enabled" }]);
  gitlab.assertNoViolations();
  expect(gitlab.requests()).toMatchObject([{ violations: [{ location: "body.enabled" }] }]);
});

test("fails at the end where it is strict and the document was broken", async () => {
  const broken = async () => {
    await using gitlab = await startMockGitLab({ strict: true });
    await fetch(`${gitlab.apiUrl}/nothing`);
  };
  await expect(broken()).rejects.toThrow("GET /api/v4/nothing: path: ");
  const kept = await startMockGitLab({ strict: true });
  await kept.close();
});

test("tells of each request as it is answered, secrets masked", async () => {
  const seen: unknown[] = [];
  const { gitlab, call } = await start({ onRequest: (request) => seen.push(request) });
  await call(`GET ${scope}`);
  expect(seen).toEqual(gitlab.requests());
  expect(JSON.stringify(seen)).not.toContain(gitlab.token);
});

test("masks secrets in bodies, JSON or not", async () => {
  const { gitlab, call } = await start();
  await call(`PATCH ${scope}`, { body: { enabled: false, private_token: "glpat-secret" } });
  await call(`PATCH ${scope}`, { body: '{"private_token": "glpat-secret", "enabled"' });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  await call(`PATCH ${scope}`, { body: "enabled=false&private_token=glpat-secret", headers });
  expect(JSON.stringify(gitlab.requests())).not.toContain("secret");
  expect(gitlab.requests()[0]?.body).toEqual({ enabled: false, private_token: "[masked]" });
});

test("shows the world as it stands, in the words of the seed, and no token", async () => {
  const project = { id: 1, path: "a/b", allowedProjects: [1], formerPaths: ["Old/B"] };
  const { gitlab, call } = await start({
    seed: {
      instance: { enforced: true },
      projects: [project],
      groups: [{ id: 7, path: "a", visibility: "public" }],
      tokens: [{ token: "glpat-own", roles: { projects: { "1": "owner" } } }],
    },
  });
  await call(`POST ${scope}/groups_allowlist`, { body: { target_group_id: 7 } });
  expect(gitlab.state()).toEqual({
    gitlab: "19.1",
    instance: { enforced: true },
    projects: [{ ...project, visibility: "private", inboundEnabled: true, allowedGroups: [7] }],
    groups: [{ id: 7, path: "a", visibility: "public" }],
    tokens: [
      {
        token: "[masked]",
        scopes: ["api"],
        state: "active",
        admin: false,
        roles: { projects: { "1": "owner" }, groups: {} },
      },
    ],
  });
});

test("leaves the globals of its process alone", async () => {
  const before = [globalThis.Request, globalThis.Response, globalThis.fetch];
  await start();
  expect([globalThis.Request, globalThis.Response, globalThis.fetch]).toEqual(before);
});

test("says what is wrong with an option", async () => {
  const wrong = { gitlab: "17.0", mode: "dynamic" } as const;
  // @ts-expect-error -- no such version
  await expect(startMockGitLab({ gitlab: wrong.gitlab })).rejects.toThrow(
    'gitlab: "17.0" is none of "18.0", "18.8"',
  );
  // @ts-expect-error -- no such mode
  await expect(startMockGitLab({ mode: wrong.mode })).rejects.toThrow(
    'mode: "dynamic" is none of "stateful"',
  );
});

test.for([
  [{ port: 99_999 }, "port: 99999 is no port; expected 0 to 65535"],
  [{ port: 1.5 }, "port: 1.5 is no port"],
  [{ port: "abc" }, "port: abc is no port"],
  [{ host: "" }, "host: expected an address or a name"],
] as const)("refuses %j", async ([options, words]) => {
  const starting = startMockGitLab(options as object);
  await expect(starting).rejects.toThrow(TypeError);
  await expect(starting).rejects.toThrow(words);
});

test("says that a port is taken", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await expect(startMockGitLab({ port })).rejects.toThrow(`127.0.0.1:${port}: another program listens there`);
  await new Promise((resolve) => other.close(resolve));
});
