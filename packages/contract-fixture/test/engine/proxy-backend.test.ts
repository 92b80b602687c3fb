import { createServer, type RequestListener } from "node:http";
import { inspect } from "node:util";
import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, onTestFinished, test } from "vitest";
import { start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";

/** Starts a fixture as the real GitLab, and a proxy in front of it. */
async function startBoth() {
  const { gitlab: upstream } = await start();
  const { gitlab: proxy, call } = await start({ mode: "proxy", upstream: upstream.url });
  const as = { token: upstream.token };
  return { upstream, proxy, call, as };
}

/** Starts a proxy in front of an arbitrary server. */
async function startInFrontOf(listener: RequestListener, path = "") {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const upstream = `http://127.0.0.1:${port}${path}`;
  return { upstream, ...(await start({ mode: "proxy", upstream })) };
}

test("forwards requests and responses", async () => {
  const { upstream, proxy, call, as } = await startBoth();
  expect(await call(`PATCH ${scope}`, { ...as, body: { enabled: false } })).toMatchObject({ status: 204 });
  expect(await call(`GET ${scope}`, as)).toMatchObject({ body: { inbound_enabled: false } });
  expect(upstream.state().projects[0]).toMatchObject({ inboundEnabled: false });
  expect(await call(`POST ${scope}/allowlist`, { ...as, body: { target_project_id: 42 } })).toMatchObject({
    status: 201,
    body: { source_project_id: 1, target_project_id: 42 },
  });
  expect(proxy.violations()).toEqual([]);
  expect(proxy.requests().map(({ operation }) => operation)).toEqual([
    "updateJobTokenScope",
    "getJobTokenScope",
    "allowProject",
  ]);
});

test("forwards the token in either header, and does not store it", async () => {
  const { proxy, call, as } = await startBoth();
  await call(`GET ${scope}`, as);
  const headers = { authorization: `Bearer ${as.token}` };
  expect(await call(`GET ${scope}`, { token: null, headers })).toMatchObject({ status: 200 });
  expect(await call(`GET ${scope}`, { token: "wrong" })).toMatchObject({ status: 401 });
  expect(proxy.token).toBe("");
  expect(inspect([proxy, proxy.requests(), proxy.violations(), proxy.state()], { depth: 9 })).not.toContain(
    as.token,
  );
});

test("forwards an invalid request, and records the violation", async () => {
  const { proxy, call, as } = await startBoth();
  expect(await call(`PATCH ${scope}`, { ...as, body: {} })).toMatchObject({
    status: 400,
    body: { error: "enabled is missing, enabled is empty" },
  });
  expect(proxy.violations()).toMatchObject([
    { side: "request", operation: "updateJobTokenScope", location: "body" },
  ]);
});

test("rewrites the URLs in Link and Location to its own", async () => {
  const { gitlab: upstream } = await start({
    seed: { projects: [{ id: 1, path: "group/app", formerPaths: ["old/app"] }] },
  });
  const { gitlab: proxy, call } = await start({ mode: "proxy", upstream: `${upstream.url}/` });
  const as = { token: upstream.token };
  const list = await call(`GET ${scope}/allowlist`, as);
  expect(list.headers.get("link")).toContain(`<${proxy.apiUrl}${scope}/allowlist?`);
  expect(list.headers.get("x-total")).toBe("1");
  const moved = await call("GET /projects/old%2Fapp/job_token_scope", as);
  expect(moved.headers.get("location")).toBe(`${proxy.apiUrl}${scope}`);
});

test("records violations in GitLab's response, and forwards the body unchanged", async () => {
  const text = '{ "inbound_enabled": 1,\n"outbound_enabled":false, "more": 1.0 }';
  const { gitlab, call } = await startInFrontOf((_, outgoing) => {
    outgoing.writeHead(200, { "content-type": "application/json", "x-request-id": "01ABC" }).end(text);
  });
  const response = await fetch(`${gitlab.apiUrl}${scope}`, { headers: { "private-token": "any" } });
  expect(await response.text()).toBe(text);
  expect(response.headers.get("x-request-id")).toBe("01ABC");
  expect(gitlab.violations()).toMatchObject([
    { side: "response", location: expect.stringContaining("inbound_enabled") },
  ]);
  expect(() => gitlab.assertNoViolations()).toThrow(`response to GET /api/v4${scope} (getJobTokenScope): `);
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 200 });
});

test("forwards a request without an operation in the document, and records the violation", async () => {
  const { gitlab, call } = await startInFrontOf((request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify([request.method, request.url]));
  }, "/gitlab");
  expect(await call("GET /version?a=1")).toMatchObject({
    status: 200,
    body: ["GET", "/gitlab/api/v4/version?a=1"],
  });
  expect(gitlab.violations()).toMatchObject([{ side: "request", location: "path" }]);
});

test("does not follow redirects", async () => {
  const { call } = await startInFrontOf((_, outgoing) => {
    outgoing.writeHead(302, { location: "https://elsewhere.example.com/" }).end();
  });
  const response = await call(`GET ${scope}`);
  expect(response.status).toBe(302);
  expect(response.headers.get("location")).toBe("https://elsewhere.example.com/");
});

test("responds with a 502 if GitLab is unreachable", async () => {
  const { gitlab: gone } = await start();
  const { gitlab, call } = await start({ mode: "proxy", upstream: gone.url });
  await gone.close();
  const response = await call(`GET ${scope}`);
  expect(response.status).toBe(502);
  expect(response.body).toContain(`contract-fixture cannot reach ${gone.url}: `);
  expect(gitlab.requests()).toHaveLength(1);
});

test("supports scripted responses", async () => {
  const { upstream, proxy, call, as } = await startBoth();
  proxy.script("updateJobTokenScope", [{ status: 502 }, { status: 502, applied: true }]);
  expect(await call(`PATCH ${scope}`, { ...as, body: { enabled: false } })).toMatchObject({ status: 502 });
  expect(upstream.requests()).toHaveLength(0);
  expect(await call(`PATCH ${scope}`, { ...as, body: { enabled: false } })).toMatchObject({ status: 502 });
  expect(upstream.state().projects[0]).toMatchObject({ inboundEnabled: false });
});

test.for([
  [{ mode: "proxy" }, 'upstream: mode "proxy" requires a URL'],
  [{ mode: "proxy", upstream: "gitlab.example.com" }, 'upstream: mode "proxy" requires a URL'],
  [
    { mode: "proxy", upstream: "https://user:secret@gitlab.example.com" },
    "upstream: expected a URL without credentials",
  ],
  [{ mode: "proxy", upstream: "https://gitlab.example.com/api/v4" }, "upstream: omit /api/v4"],
  [
    { mode: "proxy", upstream: "https://gitlab.example.com", seed: {} },
    'seed: not supported in mode "proxy"',
  ],
  [{ mode: "examples", scenario: "slow" }, 'scenario: not supported in mode "examples"'],
  [{ upstream: "https://gitlab.example.com" }, 'upstream: only supported in mode "proxy"'],
  [{ scenario: "slow", seed: {} }, "scenario: cannot be combined with a seed"],
] as const)("rejects %j", async ([options, words]) => {
  const starting = startMockGitLab(options);
  await expect(starting).rejects.toThrow(TypeError);
  await expect(starting).rejects.toThrow(words);
});
