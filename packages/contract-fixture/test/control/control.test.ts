import { expect, test } from "vitest";
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

test.for<[string, unknown, number, string]>([
  ["POST script", { responses: [{ status: 99 }] }, 400, "body.responses"],
  ["POST script", { responses: ["skip"] }, 400, "body.responses"],
  [
    "POST script",
    { responses: [{ drop: "before", html: "" }] },
    400,
    "script.responses[0].html: unknown key",
  ],
  ["POST script", { responses: [], match: { operation: "getScope" } }, 400, "body.match.operation"],
  ["POST script", "{", 400, "body"],
  ["POST scenario", { name: "sunny" }, 400, 'scenario: "sunny" is not one of "enforced-silent"'],
  ["GET requests?limit=0", undefined, 400, "query.limit"],
  ["GET requests?limit=all", undefined, 400, "query.limit"],
  ["GET requests?limit=1.5", undefined, 400, "query.limit"],
  ["GET requests?limit=1&limit=2", undefined, 400, "query.limit"],
  ["GET nothing", undefined, 404, "unknown route"],
  ["DELETE requests", undefined, 405, ""],
])("rejects %s with %j, reports the problem, and changes nothing", async ([request, body, status, words]) => {
  const { gitlab, call, control } = await startControlled();
  await call(`PATCH ${scope}`, { body: { enabled: false } });
  const response = await control(request, body);
  expect(response).toMatchObject({ status, body: { error: expect.stringContaining(words) } });
  expect(gitlab.requests()).toHaveLength(1);
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 200, body: { inbound_enabled: false } });
});

test("rejects requests from pages of other origins", async () => {
  const { gitlab, call, control } = await startControlled();
  await call(`PATCH ${scope}`, { body: { enabled: false } });
  expect(await control("POST reset", undefined, { origin: "https://elsewhere.example.com" })).toMatchObject({
    status: 403,
  });
  expect(gitlab.requests()).toHaveLength(1);
  expect(await control("POST reset", undefined, { origin: "null" })).toMatchObject({ status: 403 });
  for (const origin of [gitlab.url, gitlab.url.replace("http:", "https:")]) {
    expect(await control("POST reset", undefined, { origin })).toMatchObject({ status: 204 });
  }
});
