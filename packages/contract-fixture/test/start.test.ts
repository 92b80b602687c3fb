import { createServer } from "node:net";
import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { createCall, start } from "./helpers.js";

test("listens on a free port of the loopback address", async () => {
  const { gitlab } = await start();
  expect(gitlab.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(gitlab.apiUrl).toBe(`${gitlab.url}/api/v4`);
});

test("keeps an idle connection for a minute", async () => {
  const { gitlab } = await start();
  expect((await fetch(gitlab.url)).headers.get("keep-alive")).toBe("timeout=60");
});

test("fetch responds without a socket, with the same state", async () => {
  const { gitlab, call } = await start();
  await call("PATCH /projects/1/job_token_scope", { body: { enabled: false } });
  const response = await gitlab.fetch(`${gitlab.apiUrl}/projects/1/job_token_scope`, {
    headers: { authorization: `Bearer ${gitlab.token}` },
  });
  expect(await response.json()).toMatchObject({ inbound_enabled: false });
});

test("records requests without secrets", async () => {
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

test("masks a token in the query, and returns copies", async () => {
  const { gitlab, call } = await start();
  await call(`GET /projects/1?private_token=${gitlab.token}&a=1`);
  expect(gitlab.requests()[0]?.path).toBe("/api/v4/projects/1?private_token=[masked]&a=1");
  Object.assign(gitlab.requests()[0] ?? {}, { status: 0 });
  expect(gitlab.requests()[0]?.status).toBe(200);
});

test("fetch supports an abort signal", async () => {
  const { gitlab } = await start();
  const signal = AbortSignal.abort();
  await expect(gitlab.fetch(gitlab.url, { signal })).rejects.toThrow("aborted");
  expect(gitlab.requests()).toEqual([]);
});

test.for(["stateful", "examples"] as const)("what mode %s refuses changes nothing", async (mode) => {
  const { gitlab, call } = await start({ mode });
  await call("PATCH /projects/1/job_token_scope", { body: { enabled: 2 } });
  gitlab.script("getProject", [{ status: 502 }]);
  const look = () => [gitlab.state(), gitlab.requests(), gitlab.violations(), gitlab.scripts()];
  const before = look();
  for (const refused of [
    () => gitlab.seed({ projects: [{ id: 9, path: "a/b", allowedProjects: [1] }] }),
    () => gitlab.scenario(mode === "stateful" ? ("none" as "slow") : "slow"),
    () => gitlab.script("getJobTokenScope", [{ status: 99 }]),
    () => gitlab.script({ pathname: "runners" }, ["pass"]),
  ]) {
    expect(refused).toThrow();
    expect(look()).toEqual(before);
  }
  expect(gitlab.requests()).toHaveLength(1);
});

test("token is the first token of the seed", async () => {
  const { gitlab, call } = await start({
    seed: { projects: [{ id: 1, path: "a/b" }], tokens: [{ token: "glpat-dev", admin: true }] },
  });
  expect(gitlab.token).toBe("glpat-dev");
  expect(await call("GET /projects/1/job_token_scope")).toMatchObject({ status: 200 });
});

test("await using stops the server at the end of the block", async () => {
  let url: string;
  {
    await using gitlab = await startMockGitLab();
    url = gitlab.url;
  }
  await expect(fetch(url)).rejects.toThrow();
});

const scope = "/projects/1/job_token_scope";

test("assertNoViolations() lists the violations", async () => {
  const { gitlab, call } = await start();
  gitlab.assertNoViolations();
  await call(`PATCH ${scope}`, { body: { enabled: 2 } });
  expect(() => gitlab.assertNoViolations()).toThrow(
    expect.objectContaining({
      name: "ViolationError",
      message: expect.stringContaining(`\n  PATCH /api/v4${scope} (updateJobTokenScope): body.enabled: `),
    }),
  );
});

test("takeViolations() clears the violations but keeps the requests", async () => {
  const { gitlab, call } = await start();
  await call(`PATCH ${scope}`, { body: { enabled: 2 } });
  expect(gitlab.takeViolations()).toMatchObject([{ location: "body.enabled" }]);
  gitlab.assertNoViolations();
  expect(gitlab.requests()).toMatchObject([{ violations: [{ location: "body.enabled" }] }]);
});

test("strict fixtures fail on close if there are violations", async () => {
  const violate = async () => {
    await using gitlab = await startMockGitLab({ strict: true });
    await fetch(`${gitlab.apiUrl}/nothing`);
  };
  await expect(violate()).rejects.toThrow("GET /api/v4/nothing: path: ");
  const compliant = await startMockGitLab({ strict: true });
  await compliant.close();
});

test("a strict fixture that fails on close is closed nonetheless", async () => {
  const gitlab = await startMockGitLab({ strict: true });
  await fetch(`${gitlab.apiUrl}/nothing`);
  await expect(gitlab.close()).rejects.toThrow("1 violation(s)");
  await expect(fetch(gitlab.url)).rejects.toThrow();
});

test("strict fixtures also count violations before a reset, a scenario and takeViolations()", async () => {
  const gitlab = await startMockGitLab({ strict: true });
  const call = createCall(gitlab);
  await call("GET /nothing");
  gitlab.reset();
  gitlab.assertNoViolations();
  await call(`PATCH ${scope}`, { body: { enabled: false, inbound_enabled: true } });
  gitlab.scenario("duplicate");
  await call(`PATCH ${scope}`, { body: { enabled: false, inbound_enabled: true } });
  expect(gitlab.takeViolations()).toHaveLength(1);
  gitlab.assertNoViolations();
  await expect(gitlab.close()).rejects.toMatchObject({
    name: "ViolationError",
    violations: [{ location: "path" }, { location: "body", operation: "updateJobTokenScope" }],
    message: expect.stringMatching(
      /^3 violation\(s\) .* since the fixture was started:\n {2}GET \/api\/v4\/nothing: path: .*\n {2}PATCH .*\(updateJobTokenScope\): body: .* \(and 1 more like it\)$/,
    ),
  });
});

test("strict fixtures list up to 100 kinds of violations, and count all", async () => {
  const gitlab = await startMockGitLab({ strict: true });
  for (let i = 0; i < 120; i++) await gitlab.fetch(`${gitlab.apiUrl}/nothing/${i}`);
  await gitlab.fetch(`${gitlab.apiUrl}/nothing/0`);
  await expect(gitlab.close()).rejects.toThrow(
    /^121 violation.* \(and 1 more like it\)\n.*\n {2}and 20 of other kinds$/s,
  );
});

test("an error in onRequest becomes a 500, and the fixture continues", async () => {
  let failures = 1;
  const { gitlab, call } = await start({
    onRequest: () => {
      if (failures-- > 0) throw new Error("broken reporter");
    },
  });
  expect(await call(`GET ${scope}`)).toMatchObject({
    status: 500,
    body: { message: "The fixture failed: broken reporter" },
  });
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 200 });
  expect(gitlab.requests()).toHaveLength(2);
});

test("keeps 32 MiB of requests and of violations, and counts those that it drops", async () => {
  const { gitlab } = await start();
  const padding = "x".repeat(1024 * 1024);
  for (let i = 0; i < 40; i++) await gitlab.fetch(`${gitlab.apiUrl}/${i}/${padding}`);
  // A request contains its violation.
  expect(gitlab.requests().map(({ path }) => path.split("/")[3])).toEqual(
    Array.from({ length: 15 }, (_, i) => `${i + 25}`),
  );
  expect(gitlab.violations()).toHaveLength(31);
  expect(gitlab.dropped()).toEqual({ requests: 25, violations: 9, notes: 0 });
  const health = await gitlab.fetch(`${gitlab.url}/-/fixture/health`);
  expect(await health.json()).toMatchObject({ requests: 15, violations: 31, dropped: gitlab.dropped() });
  gitlab.reset();
  expect(gitlab.dropped()).toEqual({ requests: 0, violations: 0, notes: 0 });
});

test("keeps 10,000 requests, violations and notes", { tags: ["slow"] }, async () => {
  const { gitlab } = await start();
  const headers = { "private-token": gitlab.token };
  const body = new TextEncoder().encode('{"enabled":1,"more":1}');
  const init = { method: "PATCH", headers: { ...headers, "content-type": "application/json" }, body };
  for (let i = 0; i <= 10_000; i++) await gitlab.fetch(`${gitlab.apiUrl}${scope}`, init);
  expect(gitlab.requests()).toHaveLength(10_000);
  expect(gitlab.violations()).toHaveLength(10_000);
  expect(gitlab.notes()).toHaveLength(10_000);
  expect(gitlab.dropped()).toEqual({ requests: 1, violations: 1, notes: 1 });
});

test("onRequest receives each request, with secrets masked", async () => {
  const received: unknown[] = [];
  const { gitlab, call } = await start({ onRequest: (request) => received.push(request) });
  await call(`GET ${scope}`);
  expect(received).toEqual(gitlab.requests());
  expect(JSON.stringify(received)).not.toContain(gitlab.token);
});

test.for(["Authorization", "Proxy-Authorization", "PRIVATE-TOKEN", "JOB-TOKEN", "Deploy-Token", "Cookie"])(
  "masks the request header %s",
  async (name) => {
    const { gitlab } = await start();
    await gitlab.fetch(`${gitlab.apiUrl}${scope}`, { headers: { [name]: "secret" } });
    expect(gitlab.requests()[0]?.headers).toMatchObject({ [name.toLowerCase()]: "[masked]" });
    expect(JSON.stringify([gitlab.requests(), gitlab.violations(), gitlab.notes()])).not.toContain("secret");
  },
);

test("masks a token in a URL in a request header", async () => {
  const { gitlab } = await start();
  const referer = "http://localhost/a?private_token=secret&b=1";
  await gitlab.fetch(`${gitlab.apiUrl}${scope}`, { headers: { "x-referer": referer } });
  expect(gitlab.requests()[0]?.headers).toMatchObject({
    "x-referer": "http://localhost/a?private_token=[masked]&b=1",
  });
});

test.for([
  [[{ private_token: "secret" }], [{ private_token: "[masked]" }]],
  [{ a: { job_token: ["secret"] } }, { a: { job_token: "[masked]" } }],
  [{ url: "http://localhost/?access_token=secret" }, { url: "http://localhost/?access_token=[masked]" }],
])("masks a token anywhere in a JSON body: %j", async ([body, recorded]) => {
  const { gitlab, call } = await start();
  await call(`PATCH ${scope}`, { body });
  expect(gitlab.requests()[0]?.body).toEqual(recorded);
});

test("masks secrets in JSON, malformed and form bodies", async () => {
  const { gitlab, call } = await start();
  await call(`PATCH ${scope}`, { body: { enabled: false, private_token: "glpat-secret" } });
  await call(`PATCH ${scope}`, { body: '{"private_token": "glpat-secret", "enabled"' });
  await call(`PATCH ${scope}`, {
    body: '{"private_token": "glpat-secret", "access_token": "glpat-secret", ',
  });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  await call(`PATCH ${scope}`, { body: "enabled=false&private_token=glpat-secret", headers });
  expect(JSON.stringify(gitlab.requests())).not.toContain("secret");
  expect(gitlab.requests()[0]?.body).toEqual({ enabled: false, private_token: "[masked]" });
});

test.for([
  ["GET", "/projects/1?private%5Ftoken=s%65cret", undefined, undefined],
  ["GET", "/projects/1?a=1;private_token=s+cret%20secret", undefined, undefined],
  ["GET", "/projects/1?private_token[]=secret&private_token=secret", undefined, undefined],
  ["GET", "/projects/1?access_token=secret&job_token=secret", undefined, undefined],
  ["PATCH", scope, "enabled=true&private%5ftoken=secret;secret", "application/x-www-form-urlencoded"],
  ["PATCH", scope, '{"enabled":true,"private_token":"secret"', "application/json"],
  [
    "PATCH",
    scope,
    '--x\r\nContent-Disposition: form-data; name="private_token"\r\n\r\nsecret\r\n--x--\r\n',
    "multipart/form-data; boundary=x",
  ],
] as const)("masks a token in %s %s %s", async ([method, path, body, type]) => {
  const { gitlab } = await start();
  const headers = type === undefined ? {} : { "content-type": type };
  await gitlab.fetch(`${gitlab.apiUrl}${path}`, { method, headers, ...(body !== undefined && { body }) });
  const recorded = JSON.stringify([gitlab.requests(), gitlab.violations(), gitlab.notes()]);
  expect(recorded).toContain("[masked]");
  expect(recorded).not.toMatch(/cret/);
});

test("masks a token in the query of a request that is too large", async () => {
  const { gitlab } = await start();
  const url = `${gitlab.apiUrl}${scope}?private_token=secret`;
  const { status } = await gitlab.fetch(url, { method: "PATCH", body: "x".repeat(1024 * 1024 + 1) });
  expect(status).toBe(413);
  expect(gitlab.violations()).toMatchObject([{ path: `/api/v4${scope}`, location: "body" }]);
  expect(JSON.stringify(gitlab.requests())).not.toContain("secret");
});

test.for(["private_token", "private%5Ftoken"])(
  "masks a token in %s that a redirect repeats",
  async (name) => {
    const { gitlab } = await start({ scenario: "moved-project" });
    const { headers } = await gitlab.fetch(`${gitlab.apiUrl}/projects/old%2Fapp?${name}=${gitlab.token}`);
    expect(headers.get("location")).toContain(gitlab.token);
    expect(gitlab.requests()).toMatchObject([
      { response: { headers: { location: `${gitlab.apiUrl}/projects/1?${name}=[masked]` } } },
    ]);
    expect(JSON.stringify(gitlab.requests())).not.toContain(gitlab.token);
  },
);

test("state() returns the current state in the format of the seed, with tokens masked", async () => {
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
    projects: [
      { ...project, visibility: "private", archived: false, inboundEnabled: true, allowedGroups: [7] },
    ],
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

test("does not modify globals", async () => {
  const before = [globalThis.Request, globalThis.Response, globalThis.fetch];
  await start();
  expect([globalThis.Request, globalThis.Response, globalThis.fetch]).toEqual(before);
});

test("lists the valid values of an invalid option", async () => {
  const invalid = { gitlab: "17.0", mode: "dynamic" } as const;
  // @ts-expect-error -- unknown version
  await expect(startMockGitLab({ gitlab: invalid.gitlab })).rejects.toThrow(
    'gitlab: "17.0" is not one of "18.0", "18.8"',
  );
  // @ts-expect-error -- unknown mode
  await expect(startMockGitLab({ mode: invalid.mode })).rejects.toThrow(
    'mode: "dynamic" is not one of "stateful"',
  );
});

test.for([
  [{ port: 99_999 }, "port: 99999 is not a valid port; expected 0 to 65535"],
  [{ port: 1.5 }, "port: 1.5 is not a valid port"],
  [{ port: "abc" }, "port: abc is not a valid port"],
  [{ host: "" }, "host: expected an IP address or a host name"],
] as const)("rejects %j", async ([options, message]) => {
  const starting = startMockGitLab(options as object);
  await expect(starting).rejects.toThrow(TypeError);
  await expect(starting).rejects.toThrow(message);
});

test("reports that a port is in use", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await expect(startMockGitLab({ port })).rejects.toThrow(`127.0.0.1:${port}: the port is already in use`);
  await new Promise((resolve) => other.close(resolve));
});

test("reports that an address is not that of this machine", async () => {
  // Reserved for documentation.
  await expect(startMockGitLab({ host: "192.0.2.1" })).rejects.toThrow(
    "cannot listen on 192.0.2.1:0: the address is not available on this machine",
  );
});
