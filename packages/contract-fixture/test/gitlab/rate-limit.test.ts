import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";
const minute = Date.parse("2026-11-22T12:00:00Z");

// Only dates: the connections need real timers.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: minute + 12_345 }));
afterEach(() => void vi.useRealTimers());

test("[rate-limited] requests beyond the limit are refused until the period ends", async () => {
  const { gitlab, call } = await start({ rateLimit: { requests: 2, perMs: 60_000 } });
  expect((await call(`GET ${scope}`)).status).toBe(200);
  expect((await call(`PATCH ${scope}`, { body: { enabled: true } })).status).toBe(204);
  const { status, headers, body } = await call(`PATCH ${scope}`, { body: { enabled: false } });
  expect({ status, body }).toEqual({ status: 429, body: "Retry later" });
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-type": "text/plain",
    "retry-after": "48",
    "ratelimit-name": "throttle_authenticated_api",
    "ratelimit-limit": "2",
    "ratelimit-observed": "3",
    "ratelimit-remaining": "0",
    "ratelimit-reset": String((minute + 60_000) / 1000),
    "ratelimit-resettime": "Sun, 22 Nov 2026 12:01:00 GMT",
  });
  expect(gitlab.state().projects[0]?.inboundEnabled).toBe(true);
  expect(gitlab.requests().at(-1)).toMatchObject({ operation: "updateJobTokenScope", status: 429 });
  expect(gitlab.violations()).toEqual([]);

  vi.setSystemTime(minute + 59_999);
  const late = await call(`GET ${scope}`);
  expect(late.status).toBe(429);
  expect(late.headers.get("retry-after")).toBe("1");
  vi.setSystemTime(minute + 60_000);
  expect((await call(`GET ${scope}`)).status).toBe(200);
});

test("[rate-limit-headers] a response that is not refused has the headers, whatever its status", async () => {
  const { call } = await start({ rateLimit: { requests: 100, perMs: 90_000 } });
  for (const [request, observed] of [
    [`GET ${scope}`, 1],
    ["GET /projects/9", 2],
    ["GET /nothing", 3],
  ] as const) {
    const { headers } = await call(request);
    expect(headers.get("ratelimit-limit")).toBe("67");
    expect(headers.get("ratelimit-observed")).toBe(String(observed));
    expect(headers.get("ratelimit-remaining")).toBe(String(100 - observed));
    expect(headers.has("ratelimit-resettime")).toBe(false);
    expect(headers.has("retry-after")).toBe(false);
  }
});

test("[rate-limit-name] each token has a count of its own, as has each address without one", async () => {
  const { gitlab, call } = await start({ rateLimit: { requests: 1, perMs: 60_000 } });
  const statuses = async (token: string | null) => [
    (await call(`GET ${scope}`, { token })).status,
    (await call(`GET ${scope}`, { token })).status,
  ];
  expect(await statuses(gitlab.token)).toEqual([200, 429]);
  expect(await statuses("glpat-other")).toEqual([401, 429]);
  expect(await statuses(null)).toEqual([401, 429]);
  const headers = { authorization: `Bearer ${gitlab.token}` };
  expect((await call(`GET ${scope}`, { token: null, headers })).status).toBe(429);
  const limited = await call("GET /nothing", { token: null });
  expect(limited.status).toBe(429);
  expect(limited.headers.get("ratelimit-name")).toBe("throttle_unauthenticated_api");
});

test("[rate-limit-period] periods begin at multiples of their length", async () => {
  const { call } = await start({ rateLimit: { requests: 1, perMs: 7_000 } });
  const { headers } = await call(`GET ${scope}`);
  expect(Number(headers.get("ratelimit-reset")) % 7).toBe(0);
});

test("a refused request does not use up a script, and control routes are not counted", async () => {
  const { gitlab, call } = await start({ rateLimit: { requests: 1, perMs: 60_000 } });
  for (let i = 0; i < 3; i++) expect((await fetch(`${gitlab.url}/-/fixture/health`)).status).toBe(200);
  // Nor are paths that are not the API's.
  for (let i = 0; i < 3; i++) expect((await fetch(`${gitlab.url}/nothing/api/`)).status).toBe(404);
  expect((await call(`GET ${scope}`)).status).toBe(200);
  gitlab.script({}, [{ status: 502 }]);
  expect((await call(`GET ${scope}`)).status).toBe(429);
  vi.setSystemTime(minute + 60_000);
  const scripted = await call(`GET ${scope}`);
  expect(scripted.status).toBe(502);
  expect(scripted.headers.has("ratelimit-observed")).toBe(false);
});

test("a reset clears the counts, and a scenario can have another limit", async () => {
  const { gitlab, call } = await start({ rateLimit: { requests: 1, perMs: 60_000 } });
  const statuses = async () => [(await call(`GET ${scope}`)).status, (await call(`GET ${scope}`)).status];
  expect(await statuses()).toEqual([200, 429]);
  gitlab.reset();
  expect(await statuses()).toEqual([200, 429]);
  gitlab.scenario("rate-limited-counted");
  expect(await statuses()).toEqual([200, 200]);
  expect(await statuses()).toEqual([200, 429]);
});

test.for<[{ requests: number; perMs: number }, string]>([
  [{ requests: 0, perMs: 60_000 }, "rateLimit.requests: 0 is not a positive integer"],
  [{ requests: 1.5, perMs: 60_000 }, "rateLimit.requests: 1.5 is not a positive integer"],
  [{ requests: 1, perMs: 0 }, "rateLimit.perMs: 0 is not a whole number of seconds, such as 60000"],
  [{ requests: 1, perMs: 1_500 }, "rateLimit.perMs: 1500 is not a whole number of seconds, such as 60000"],
])("rejects %j", async ([rateLimit, message]) => {
  await expect(start({ rateLimit })).rejects.toThrow(new TypeError(message));
});

test("is rejected in other modes", async () => {
  const rateLimit = { requests: 1, perMs: 60_000 };
  await expect(start({ mode: "examples", rateLimit })).rejects.toThrow(
    'rateLimit: not supported in mode "examples"',
  );
});
