import { expect, test } from "vitest";
import { createControl } from "../../dist/control/control.js";
import { start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";

/** Starts a fixture, and returns functions for its API and its control routes. */
async function startControlled(options?: Parameters<typeof start>[0]) {
  const { gitlab, call } = await start(options);
  const control = async (request: string, body?: unknown, headers?: Record<string, string>) => {
    const [method = "", path = ""] = request.split(" ");
    const response = await fetch(`${gitlab.url}/-/fixture/${path}`, {
      method,
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (text !== "") expect(response.headers.get("content-type")).toBe("application/json");
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  };
  return { gitlab, call, control };
}

test("health reports the mode and the GitLab version", async () => {
  const { control } = await startControlled({ gitlab: "18.8" });
  expect(await control("GET health")).toMatchObject({
    status: 200,
    body: { status: "ok", mode: "stateful", gitlab: "18.8" },
  });
});

test("returns requests, violations, notes and state, and does not record control requests", async () => {
  const { gitlab, call, control } = await startControlled();
  await call(`PATCH ${scope}`, { body: { enabled: false, more: 1 } });
  await call(`HEAD ${scope}`);
  expect((await control("GET requests")).body).toEqual(JSON.parse(JSON.stringify(gitlab.requests())));
  expect((await control("GET violations")).body).toMatchObject([{ location: "body" }]);
  expect((await control("GET notes")).body).toMatchObject([{ location: "method" }]);
  expect((await control("GET state")).body).toEqual(gitlab.state());
  expect(gitlab.state().projects[0]).toMatchObject({ id: 1, inboundEnabled: false });
  expect(gitlab.requests()).toHaveLength(2);
  expect(gitlab.violations()).toHaveLength(1);
});

test("limit returns only the newest requests", async () => {
  const { call, control } = await startControlled();
  for (const id of [1, 2, 42]) await call(`GET /projects/${id}`);
  expect((await control("GET requests?limit=2")).body).toMatchObject([
    { path: "/api/v4/projects/2" },
    { path: "/api/v4/projects/42" },
  ]);
  expect((await control("GET requests?limit=10000")).body).toHaveLength(3);
});

test("health reports the number of requests and violations, and the scenario", async () => {
  const { call, control } = await startControlled({ scenario: "slow" });
  expect((await control("GET health")).body).toMatchObject({ scenario: "slow", requests: 0, violations: 0 });
  await control("POST scenario", { name: "duplicate" });
  await call(`PATCH ${scope}`, { body: { enabled: 2 } });
  expect((await control("GET health")).body).toMatchObject({
    scenario: "duplicate",
    requests: 1,
    violations: 1,
  });
  await control("POST reset");
  expect((await control("GET health")).body).toMatchObject({ scenario: "slow", requests: 0 });
});

test("rejects a scenario unless the mode is stateful", async () => {
  const { control } = await startControlled({ mode: "examples" });
  expect(await control("POST scenario", { name: "duplicate" })).toEqual({
    status: 400,
    body: { error: 'scenario: not supported in mode "examples"' },
  });
  expect((await control("GET state")).body).toMatchObject({ projects: [] });
});

test("the state is empty unless the mode is stateful", async () => {
  const { control } = await startControlled({ mode: "examples" });
  expect((await control("GET state")).body).toMatchObject({ projects: [], groups: [] });
});

test("reset restores the initial state and clears the requests", async () => {
  const { gitlab, call, control } = await startControlled();
  await call(`PATCH ${scope}`, { body: { enabled: false } });
  expect(await control("POST reset")).toEqual({ status: 204, body: undefined });
  expect(gitlab.requests()).toEqual([]);
  expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: true } });
});

test("script replaces the next matching responses", async () => {
  const { call, control } = await startControlled();
  const responses = [{ status: 502, applied: true }, { drop: "before" }, "pass"];
  expect(await control("POST script", { match: { operation: "getJobTokenScope" }, responses })).toMatchObject(
    {
      status: 204,
    },
  );
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 502 });
  await expect(call(`GET ${scope}`)).rejects.toThrow();
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 200 });
});

test("lists scenarios, and resets into one of them", async () => {
  const { call, control } = await startControlled();
  const { body } = await control("GET scenarios");
  expect(body).toContainEqual(expect.objectContaining({ name: "expired-token", when: expect.any(String) }));
  expect(await control("POST scenario", { name: "expired-token" })).toMatchObject({ status: 204 });
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 401 });
});

test("seed resets into another seed, in which the token is valid", async () => {
  const tokens = [{ token: "glpat-own", admin: true }];
  const { gitlab, call, control } = await startControlled({
    seed: { projects: [{ id: 1, path: "a/b" }], tokens },
  });
  await call(`GET ${scope}`);
  expect(await control("POST seed", { projects: [{ id: 5, path: "c/d" }] })).toMatchObject({ status: 204 });
  expect(gitlab.requests()).toEqual([]);
  expect(await call("GET /projects/c%2Fd/job_token_scope")).toMatchObject({ status: 200 });
  gitlab.seed({ tokens: [{ token: "glpat-other", admin: true }] });
  expect(await call(`PATCH ${scope}`, { body: { enabled: true } })).toMatchObject({ status: 401 });
  expect(await call(`GET ${scope}`, { token: "glpat-other" })).toMatchObject({ status: 404 });
  await control("POST reset");
  expect(await call("GET /projects/a%2Fb/job_token_scope")).toMatchObject({ status: 200 });
});

test("a seed ends the scenario, and requires the stateful mode", async () => {
  const { control } = await startControlled({ scenario: "expired-token" });
  await control("POST seed", {});
  expect((await control("GET health")).body).not.toHaveProperty("scenario");
  const { control: examples } = await startControlled({ mode: "examples" });
  expect(await examples("POST seed", {})).toEqual({
    status: 400,
    body: { error: 'seed: not supported in mode "examples"' },
  });
});

test("takes the violations", async () => {
  const { gitlab, call, control } = await startControlled();
  await call(`PATCH ${scope}`, { body: { enabled: false, inbound_enabled: true } });
  expect(await control("POST violations/take")).toMatchObject({
    status: 200,
    body: [{ location: "body" }],
  });
  expect(gitlab.violations()).toEqual([]);
  expect(await control("POST violations/take")).toEqual({ status: 200, body: [] });
});

test("checks the number and the order of requests", async () => {
  const { call, control } = await startControlled();
  await call(`GET ${scope}`);
  await call(`PATCH ${scope}`, { body: { enabled: true } });
  const match = { operation: "updateJobTokenScope", body: { enabled: true } };
  expect(await control("POST requests/assert", { match })).toMatchObject({ status: 204 });
  expect(await control("POST requests/assert", { match, count: 2 })).toMatchObject({
    status: 409,
    body: { error: expect.stringContaining("expected 2 request(s)") },
  });
  const matches = [{ operation: "getJobTokenScope" }, match];
  expect(await control("POST requests/assert-order", { matches })).toMatchObject({ status: 204 });
  expect(await control("POST requests/assert-order", { matches: matches.reverse() })).toMatchObject({
    status: 409,
    body: { error: expect.stringContaining("Only before it:") },
  });
});

test("lists the scripts that have responses left", async () => {
  const { gitlab, control } = await startControlled();
  gitlab.script("getGroup", [{ status: 503, headers: { date: { dateInMs: 0 } } }, "pass", { drop: "after" }]);
  expect(await control("GET scripts")).toEqual({ status: 200, body: gitlab.scripts() });
});

test.for<[string, unknown, number, string]>([
  ["POST seed", { projects: [{ id: 5 }] }, 400, "body.projects.0"],
  [
    "POST seed",
    { projects: [{ id: 5, path: "a/b", allowedGroups: [9] }] },
    400,
    "seed.projects[0].allowedGroups[0]: the seed has no group 9",
  ],
  ["POST requests/assert", { count: 1 }, 400, "match"],
  ["POST requests/assert", { match: {}, count: -1 }, 400, "body.count"],
  ["POST requests/assert-order", { matches: {} }, 400, "body.matches"],
  ["POST script", { responses: [{ status: 99 }] }, 400, "body.responses"],
  ["POST script", { responses: ["skip"] }, 400, "body.responses"],
  [
    "POST script",
    { responses: [{ drop: "before", html: "" }] },
    400,
    "script.responses[0].html: unknown key",
  ],
  [
    "POST script",
    { responses: ["pass", { status: 200, headers: { trailer: "x" } }] },
    400,
    "script.responses[1].headers.trailer: set by the fixture itself",
  ],
  [
    "POST script",
    { responses: [{ meanwhile: { project: 9 } }] },
    400,
    "script.responses[0].meanwhile.project: GitLab has no project 9",
  ],
  ["POST script", { responses: [], match: { operation: "getScope" } }, 400, "body.match.operation"],
  ["POST script", { responses: ["pass"], surprise: 1 }, 400, "body"],
  ["POST scenario", { name: "enforced-silent", surprise: 1 }, 400, "body"],
  ["POST seed", { projects: [{ id: 5, path: "a/b" }], surprise: 1 }, 400, "body"],
  ["POST script", "{", 400, "body"],
  ["POST scenario", { name: "sunny" }, 400, 'scenario: "sunny" is not one of "enforced-silent"'],
  // Only the document forbids this one: its action would succeed.
  ["POST scenario", { name: "slow", more: 1 }, 400, "more"],
  ["GET requests?limit=0", undefined, 400, "query.limit"],
  ["GET requests?limit=all", undefined, 400, "query.limit"],
  ["GET requests?limit=1.5", undefined, 400, "query.limit"],
  ["GET requests?limit=1&limit=2", undefined, 400, "query.limit"],
  ["GET nothing", undefined, 404, "unknown route"],
  ["DELETE requests", undefined, 405, ""],
])("rejects %s with %j, reports the problem, and changes nothing", async ([request, body, status, words]) => {
  // There is something of everything that a control request can clear or replace.
  const { gitlab, call, control } = await startControlled({ scenario: "duplicate" });
  await call(`PATCH ${scope}`, { body: { enabled: false } });
  await call(`GET ${scope}/allowlist?page=x`);
  gitlab.script("getGroup", [{ status: 502 }]);
  const read = async () => [
    (await control("GET health")).body,
    gitlab.requests(),
    gitlab.violations(),
    gitlab.scripts(),
    gitlab.state(),
    gitlab.coverage(),
  ];
  const before = await read();
  expect(gitlab.violations()).toHaveLength(1);
  const response = await control(request, body);
  expect(response).toMatchObject({ status, body: { error: expect.stringContaining(words) } });
  expect(await read()).toEqual(before);
});

test.for([undefined, "APPLICATION/JSON; charset=utf-8"])(
  "reads a body of the type %s as JSON",
  async (type) => {
    const { gitlab } = await startControlled();
    const headers = { ...(type && { "content-type": type }) };
    for (const [json, status] of [
      ['{"name":"slow"}', 204],
      ['{"name":"slow","more":1}', 400],
    ] as const) {
      const body = new TextEncoder().encode(json);
      const response = await fetch(`${gitlab.url}/-/fixture/scenario`, { method: "POST", headers, body });
      expect(response.status).toBe(status);
    }
  },
);

test("lists every problem of a request, and no others", async () => {
  const { control } = await startControlled();
  const { body } = await control("POST script", { responses: 1, repeat: 1 });
  expect(body.error.split("; ")).toEqual([
    expect.stringMatching(/^body\.responses: .*must be array$/),
    expect.stringMatching(/^body\.repeat: .*must be boolean$/),
  ]);
});

test("rejects requests from pages of other origins", async () => {
  const { gitlab, call, control } = await startControlled();
  await call(`PATCH ${scope}`, { body: { enabled: false } });
  for (const origin of ["https://elsewhere.example.com", "null"]) {
    expect(await control("POST reset", undefined, { origin })).toEqual({
      status: 403,
      body: { error: "requests from other origins are not allowed" },
    });
    expect(gitlab.requests()).toHaveLength(1);
    expect(gitlab.state().projects[0]?.inboundEnabled).toBe(false);
  }
  for (const site of ["cross-site", "same-site"]) {
    expect(await control("GET requests", undefined, { "sec-fetch-site": site })).toMatchObject({
      status: 403,
    });
  }
  for (const site of ["same-origin", "none"]) {
    expect(await control("GET requests", undefined, { "sec-fetch-site": site })).toMatchObject({
      status: 200,
    });
  }
  for (const origin of [gitlab.url, gitlab.url.replace("http:", "https:")]) {
    expect(await control("POST reset", undefined, { origin })).toMatchObject({ status: 204 });
  }
});

function failing(): never {
  throw new Error("broken");
}

test.for<[string, () => unknown, RegExp]>([
  ["fails", failing, /^broken$/],
  ["returns an undeclared value", () => ({ id: 1 }), /^the fixture's own response is invalid: body: .*array/],
])("reports a bug of the fixture: an action that %s", async ([, getViolations, words]) => {
  const control = createControl({ getViolations });
  const target = "/-/fixture/violations";
  const response = await control({
    method: "GET",
    url: new URL(`http://127.0.0.1${target}`),
    headers: {},
    address: "",
    text: "",
    body: { value: undefined, fields: {} },
    raw: { target, headers: [], body: new Uint8Array() },
  });
  expect(response).toMatchObject({ status: 500, body: { error: expect.stringMatching(words) } });
});
