import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, onTestFinished, test } from "vitest";
import { createCall, start } from "./helpers.js";

const scope = "/projects/1/job_token_scope";

test("requests are recorded with their time, their duration and the response", async () => {
  const { gitlab, call } = await start();
  const before = Date.now();
  await call(`GET ${scope}`);
  await call(`PATCH ${scope}`, { body: { enabled: false } });
  await call(`HEAD ${scope}`);
  await call("GET /projects/9/job_token_scope");
  const [read, write, head, missing] = gitlab.requests();
  expect(Date.parse(read?.time ?? "")).toBeGreaterThanOrEqual(before);
  expect(Date.parse(missing?.time ?? "")).toBeLessThanOrEqual(Date.now());
  expect(read?.durationMs).toBeGreaterThan(0);
  expect(read?.response).toEqual({
    headers: expect.objectContaining({ "content-type": "application/json" }),
    body: { inbound_enabled: true, outbound_enabled: false },
    isScripted: false,
  });
  expect(write?.response.body).toBeUndefined();
  expect(head?.response.body).toBeUndefined();
  expect(missing?.response.body).toEqual({ message: "404 Project Not Found" });
});

test("the names of a script's headers are recorded in lower case, and replace those of GitLab", async () => {
  const { gitlab } = await start();
  gitlab.script({}, [{ status: 200, body: {}, headers: { "Content-Type": "text/plain", "X-Thing": "1" } }]);
  const { headers } = await gitlab.fetch(`${gitlab.apiUrl}${scope}`);
  expect(headers.get("content-type")).toBe("text/plain");
  expect(gitlab.requests()[0]?.response.headers).toEqual({ "content-type": "text/plain", "x-thing": "1" });
});

test("responses of scripts are marked, but not those of GitLab that a script delays", async () => {
  const { gitlab, call } = await start({ rateLimit: { requests: 4, perMs: 60_000 } });
  gitlab.script({}, [{ html: "<p>Sign in</p>" }, { delayMs: 50 }, "pass", { drop: "before" }]);
  for (let i = 0; i < 5; i++) await call(`GET ${scope}`).catch(() => {});
  expect(gitlab.requests().map(({ response }) => response)).toMatchObject([
    { isScripted: true, body: "<p>Sign in</p>", headers: { "content-type": "text/html; charset=utf-8" } },
    { isScripted: false, body: { inbound_enabled: true } },
    { isScripted: false },
    { isScripted: true, headers: {} },
    { isScripted: false, body: "Retry later" },
  ]);
  expect(gitlab.requests()[1]?.durationMs).toBeGreaterThanOrEqual(49);
});

test("a long response is replaced by its length", async () => {
  const { gitlab, call } = await start();
  const bodies = [10_000, 10_001].map((length) => "x".repeat(length));
  gitlab.script(
    {},
    bodies.map((body) => ({ status: 200, body })),
  );
  for (const _ of bodies) await call(`GET ${scope}`);
  const recorded = gitlab.requests().map(({ response }) => response.body);
  expect(recorded).toEqual([bodies[0], "[10001 characters omitted]"]);
});

test("a change to a recorded response does not affect the one that is sent", async () => {
  const { call } = await start({
    onRequest: ({ response }) => Object.assign(response.body as object, { inbound_enabled: "changed" }),
  });
  expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: true } });
});

test("secrets in responses of a real GitLab are masked", async () => {
  const upstream = createServer((_request, response) => {
    response.setHeader("content-type", "application/json");
    response.setHeader("set-cookie", "_gitlab_session=secret");
    response.setHeader("link", '<https://gitlab.test/api?private_token=secret&page=2>; rel="next"');
    const fields = { token: "secret", password: "secret", client_secret: "secret", token_type: "bearer" };
    response.end(JSON.stringify({ runners_token: "secret", owner: { feed_token: "secret" }, all: [fields] }));
  });
  await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void upstream.close());
  const { port } = upstream.address() as AddressInfo;
  await using proxy = await startMockGitLab({ mode: "proxy", upstream: `http://127.0.0.1:${port}` });
  const { body } = await createCall(proxy)("GET /projects/1", { token: "glpat-client" });
  expect(body).toMatchObject({ runners_token: "secret" });
  const [recorded] = proxy.requests();
  expect(JSON.stringify(recorded)).not.toMatch(/"secret|=secret|glpat-client/);
  expect(recorded?.response).toMatchObject({
    headers: { link: '<https://gitlab.test/api?private_token=[masked]&page=2>; rel="next"' },
    body: {
      runners_token: "[masked]",
      owner: { feed_token: "[masked]" },
      all: [{ token: "[masked]", password: "[masked]", client_secret: "[masked]", token_type: "bearer" }],
    },
  });
});
