import { createServer, type RequestListener } from "node:http";
import { inspect } from "node:util";
import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, onTestFinished, test } from "vitest";
import { start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";

/** A real GitLab, as far as the proxy knows, and the proxy in front of it. */
async function startBoth() {
  const { gitlab: upstream } = await start();
  const { gitlab: proxy, call } = await start({ mode: "proxy", upstream: upstream.url });
  const as = { token: upstream.token };
  return { upstream, proxy, call, as };
}

/** A proxy in front of a server that answers anything. */
async function startInFrontOf(listener: RequestListener, path = "") {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const upstream = `http://127.0.0.1:${port}${path}`;
  return { upstream, ...(await start({ mode: "proxy", upstream })) };
}

test("sends requests on, and answers back", async () => {
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

test("passes the token on by either header, and keeps it nowhere", async () => {
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

test("sends a wrong request on, and records it", async () => {
  const { proxy, call, as } = await startBoth();
  expect(await call(`PATCH ${scope}`, { ...as, body: {} })).toMatchObject({
    status: 400,
    body: { error: "enabled is missing" },
  });
  expect(proxy.violations()).toMatchObject([
    { side: "request", operation: "updateJobTokenScope", location: "body" },
  ]);
});

test("leads the links of a list, and the address of a moved project, back through itself", async () => {
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

test("records what GitLab's answer breaks, and sends it on byte for byte", async () => {
  const text = '{ "inbound_enabled": 1,\n"outbound_enabled":false, "more": 1.0 }';
  const { gitlab, call } = await startInFrontOf((_, response) => {
    response.writeHead(200, { "content-type": "application/json", "x-request-id": "01ABC" }).end(text);
  });
  const answer = await fetch(`${gitlab.apiUrl}${scope}`, { headers: { "private-token": "any" } });
  expect(await answer.text()).toBe(text);
  expect(answer.headers.get("x-request-id")).toBe("01ABC");
  expect(gitlab.violations()).toMatchObject([
    { side: "response", location: expect.stringContaining("inbound_enabled") },
  ]);
  expect(() => gitlab.assertNoViolations()).toThrow(`the answer to GET /api/v4${scope} (getJobTokenScope): `);
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 200 });
});

test("sends on what the document has no operation for, and records that", async () => {
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

test("follows no redirect with a token", async () => {
  const { call } = await startInFrontOf((_, response) => {
    response.writeHead(302, { location: "https://elsewhere.example.com/" }).end();
  });
  const answer = await call(`GET ${scope}`);
  expect(answer.status).toBe(302);
  expect(answer.headers.get("location")).toBe("https://elsewhere.example.com/");
});

test("says that GitLab cannot be reached", async () => {
  const { gitlab: gone } = await start();
  const { gitlab, call } = await start({ mode: "proxy", upstream: gone.url });
  await gone.close();
  const answer = await call(`GET ${scope}`);
  expect(answer.status).toBe(502);
  expect(answer.body).toContain(`contract-fixture cannot reach ${gone.url}: `);
  expect(gitlab.requests()).toHaveLength(1);
});

test("answers from a script in front of GitLab too", async () => {
  const { upstream, proxy, call, as } = await startBoth();
  proxy.script("updateJobTokenScope", [{ status: 502 }, { status: 502, applied: true }]);
  expect(await call(`PATCH ${scope}`, { ...as, body: { enabled: false } })).toMatchObject({ status: 502 });
  expect(upstream.requests()).toHaveLength(0);
  expect(await call(`PATCH ${scope}`, { ...as, body: { enabled: false } })).toMatchObject({ status: 502 });
  expect(upstream.state().projects[0]).toMatchObject({ inboundEnabled: false });
});

test.for([
  [{ mode: "proxy" }, 'upstream: mode "proxy" needs an address'],
  [{ mode: "proxy", upstream: "gitlab.example.com" }, 'upstream: mode "proxy" needs an address'],
  [
    { mode: "proxy", upstream: "https://user:secret@gitlab.example.com" },
    "upstream: expected an address without a user",
  ],
  [{ mode: "proxy", upstream: "https://gitlab.example.com/api/v4" }, "upstream: leave /api/v4 out"],
  [{ mode: "proxy", upstream: "https://gitlab.example.com", seed: {} }, 'seed: mode "proxy" has no world'],
  [{ mode: "examples", scenario: "slow" }, 'scenario: mode "examples" has no world'],
  [{ upstream: "https://gitlab.example.com" }, 'upstream: only mode "proxy" has one'],
  [{ scenario: "slow", seed: {} }, "scenario: it brings a world of its own"],
] as const)("refuses %j", async ([options, words]) => {
  const starting = startMockGitLab(options);
  await expect(starting).rejects.toThrow(TypeError);
  await expect(starting).rejects.toThrow(words);
});
