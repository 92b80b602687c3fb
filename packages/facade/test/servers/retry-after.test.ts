import { expect, test, vi } from "vitest";
import { failureOf } from "./failures.js";
import { json } from "./gitlab.js";
import { projectOf, startServer } from "./server.js";
import { manualTimers, settle } from "./timing.js";

const lock = json(409, { message: "409 Conflict: Resource lock" });
const inThePast = new Date(Date.now() - 3_600_000).toUTCString();
const inAYear = new Date(Date.now() + 365 * 86_400_000).toUTCString();

/** Headers that do not make a call wait: backoff, which takes no time here, applies. */
const noWait: [status: number, headers: Record<string, string>][] = [
  [503, { "retry-after": "0" }],
  [503, { "retry-after": "-5" }],
  [503, { "retry-after": "1.5" }],
  [503, { "retry-after": "soon" }],
  [503, { "retry-after": "" }],
  [503, { "retry-after": inThePast }],
  [503, { "retry-after": "2099-01-01" }],
  [503, { "retry-after": "Fri, 99 Foo 9999 99:99:99 GMT" }],
  [503, { "ratelimit-reset": "3600" }],
  [503, { "x-ratelimit-retry-after": "3600" }],
  [502, { "ratelimit-reset": "9999999999", "x-ratelimit-reset": "3600" }],
  [524, { "x-rate-limit-reset": "3600" }],
  [408, { "ratelimit-reset": "3600" }],
  [429, { "ratelimit-reset": "1720000000" }],
  // The first second that is read as a Unix time.
  [429, { "ratelimit-reset": "1704067200" }],
  [429, { "retry-after": "0", "ratelimit-reset": "3600" }],
  [520, {}],
  [521, {}],
  [522, {}],
  [523, {}],
];

for (const [status, headers] of noWait) {
  test(`${status} with ${JSON.stringify(headers)}: a write is repeated at once, and in force`, async () => {
    const server = await startServer(({ method }) =>
      method === "PATCH" && server.sent("PATCH").length < 3 ? { status, headers } : undefined,
    );
    await server.connect().project(1).jobTokenScope.update({ enabled: true });
    expect(server.sent("PATCH")).toHaveLength(3);
    expect(projectOf(server).enabled).toBe(true);
  });
}

/** Headers that ask for more than a minute: the call fails at once, and reports how long to wait. */
const tooLong: [status: number, headers: Record<string, string>, atLeast: number][] = [
  [503, { "retry-after": "61" }, 61_000],
  [429, { "retry-after": "99999999999999999999" }, 1e15],
  [429, { "retry-after": "9".repeat(400) }, 1e15],
  // Retry-After is never a Unix time.
  [429, { "retry-after": "1720000000" }, 1e12],
  [503, { "retry-after": inAYear }, 364 * 86_400_000],
  [429, { "ratelimit-reset": "3600" }, 3_600_000],
  [409, { "retry-after": "3600" }, 3_600_000],
];

for (const [status, headers, atLeast] of tooLong) {
  test(`${status} with ${JSON.stringify(headers).slice(0, 60)}: the call fails at once`, async () => {
    const server = await startServer(() => ({ ...lock, status, headers }));
    const error = await failureOf(() => server.connect().project(1).jobTokenScope.get());
    expect(error).toMatchObject({ attempts: 1, status, project: 1 });
    expect("retryAfterMs" in error && error.retryAfterMs).toBeGreaterThanOrEqual(atLeast);
    expect(server.journal).toHaveLength(1);
  });
}

for (const status of [409, 429, 503]) {
  test(`Retry-After: 5 with ${status}: a PATCH is repeated after 5 seconds, and not before`, async () => {
    const timers = manualTimers();
    const server = await startServer(({ method }) =>
      method === "PATCH" && server.sent("PATCH").length === 1
        ? { ...lock, status, headers: { "retry-after": "5" } }
        : undefined,
    );
    const onRetry = vi.fn();
    const gitlab = server.connect({ hooks: { onRetry, onResponse: () => void responded++ } });
    let responded = 0;
    const update = gitlab.project(1).jobTokenScope.update({ enabled: true });
    while (responded === 0) await settle();
    timers.advance(4_999);
    for (let turn = 0; turn < 5; turn++) await settle();
    expect(onRetry).not.toHaveBeenCalled();
    timers.advance(1);
    await update;
    expect(onRetry).toHaveBeenCalledOnce();
    expect(projectOf(server).enabled).toBe(true);
  });
}

for (const [status, message] of [
  [400, "Resource lock"],
  [409, "409 Conflict"],
] as const) {
  test(`Retry-After with ${status} ${message} is neither waited for nor reported`, async () => {
    const server = await startServer(() => ({
      ...json(status, { message }),
      headers: { "retry-after": "30" },
    }));
    const error = await failureOf(() => server.connect().project(1).jobTokenScope.get());
    expect(error).toMatchObject({ attempts: 1, status, retryAfterMs: undefined });
  });
}

test("a resource lock is waited for by every method; any other 409 is not", async () => {
  const server = await startServer(() => (server.journal.length % 2 === 1 ? lock : undefined));
  const { jobTokenScope } = server.connect().project(1);
  await jobTokenScope.update({ enabled: true });
  expect(await jobTokenScope.allowlist.ensurePresent(2)).toBe(true);
  expect(await jobTokenScope.allowlist.ensureAbsent(2)).toBe(true);
  expect(projectOf(server)).toMatchObject({ enabled: true, projects: new Set() });
  server.journal.length = 0;
  server.misbehave = () => json(409, { message: "409 Conflict" });
  expect(await failureOf(() => jobTokenScope.allowlist.create(3))).toMatchObject({
    code: "conflict",
    attempts: 1,
  });
  expect(server.journal).toHaveLength(1);
});

test("a lost POST is never repeated, and the next attempt after a 429 that is lost is settled by the list", async () => {
  const server = await startServer(({ method }, carryOut) => {
    if (method !== "POST") return undefined;
    if (server.sent("POST").length === 1) return { status: 429, headers: { "retry-after": "0" } };
    carryOut();
    return "close";
  });
  const { allowlist } = server.connect().project(1).jobTokenScope;
  expect((await allowlist.create(2)).getId()).toBe(2);
  expect(server.sent("POST")).toHaveLength(2);
});
