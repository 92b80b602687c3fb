import { getEventListeners } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createGitLab, type RateLimitEvent } from "@gitlab-job-token-scope/facade";
import { expect, onTestFinished, test, vi } from "vitest";
import { connectTo } from "../helpers.js";
import { failureOf } from "./failures.js";
import { json, type Reply } from "./gitlab.js";
import { projectOf, startServer, token } from "./server.js";
import { deferred, manualTimers, settle } from "./timing.js";

/** A 429 that holds the client for some seconds. */
const refusal = (seconds: number): Reply => ({
  status: 429,
  headers: { "retry-after": String(seconds) },
  body: "Retry later",
});
const note = " It was waiting for GitLab's rate limit.";

/** Resolves when something is so. It may take any time, and the clock of the test stands still. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await settle();
}

/** A server that refuses its first request, and a client that it holds for 30 s from now on. */
async function startHeld() {
  const timers = manualTimers();
  const server = await startServer(() => (server.journal.length === 1 ? refusal(30) : undefined));
  const responded = deferred();
  const events: RateLimitEvent[] = [];
  const gitlab = server.connect({
    hooks: {
      onResponse: () => responded.resolve(),
      onRateLimit: (event) => void events.push(event),
    },
  });
  const first = gitlab.project(5).jobTokenScope.get();
  await responded.promise;
  await until(() => events.length > 0);
  return { timers, server, gitlab, first, events };
}

test("a 429 to one of many calls holds back the others until its time has come, and none is lost", async () => {
  const timers = manualTimers();
  const server = await startServer(() => (server.journal.length === 10 ? refusal(30) : undefined));
  const onRateLimit = vi.fn();
  const gitlab = server.connect({ hooks: { onRateLimit } });
  const ids = [1, 2, 3, 4, 5];
  const reads = () => ids.flatMap((id) => [1, 2, 3, 4].map(() => gitlab.project(id).jobTokenScope.get()));
  const under = Promise.all(reads());
  await until(() => onRateLimit.mock.calls.length > 0 && server.journal.length === 20);
  const later = Promise.all(reads());
  timers.advance(29_000);
  for (let turn = 0; turn < 5; turn++) await settle();
  expect(server.journal).toHaveLength(20);
  timers.advance(1_000);
  expect([...(await under), ...(await later)]).toHaveLength(40);
  expect(server.journal).toHaveLength(41);
  expect(onRateLimit).toHaveBeenCalledOnce();
  expect(onRateLimit).toHaveBeenCalledWith({ waitMs: 30_000, reason: "response" });
});

for (const reference of [1, "group/app"]) {
  test(`a held call (${reference}) ends by its own signal and totalTimeoutMs, says what it waited for, and the others go on`, async () => {
    const { timers, server, gitlab, first, events } = await startHeld();
    const { jobTokenScope } = gitlab.project(reference);
    const controller = new AbortController();
    const { signal } = controller;
    const aborted = failureOf(() => jobTokenScope.get({ signal }));
    const timedOut = failureOf(() => jobTokenScope.update({ enabled: true }, { totalTimeoutMs: 5_000 }));
    const patient = gitlab.project(2).jobTokenScope.get();
    await settle();
    controller.abort();
    timers.advance(5_000);
    const errors = [await aborted, await timedOut];
    expect(errors).toMatchObject([{ code: "aborted" }, { code: "timeout" }]);
    for (const error of errors) {
      expect(error).toMatchObject({ project: reference, attempts: 0 });
      expect(error.message).toContain(note);
      expect(error.message).not.toContain("carried out");
    }
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    expect(server.journal).toHaveLength(1);
    timers.advance(25_000);
    await Promise.all([first, patient]);
    expect(server.journal.slice(1)).toEqual([
      "GET /projects/5/job_token_scope",
      "GET /projects/2/job_token_scope",
    ]);
    expect(events).toHaveLength(1);
  });
}

test("no timer is left when all that waited are aborted, and a later call still waits for the rest", async () => {
  const timers = manualTimers();
  let requests = 0;
  const settings = () => Response.json({ inbound_enabled: true });
  const tooMany = () => new Response("Retry later", { status: 429, headers: { "retry-after": "30" } });
  // Without a socket, which may have timers of its own.
  const gitlab = connectTo(() => (++requests === 1 ? tooMany() : settings()));
  const random = vi.spyOn(Math, "random").mockReturnValue(0);
  onTestFinished(() => random.mockRestore());
  const controller = new AbortController();
  const { signal } = controller;
  const read = (id: number) => failureOf(() => gitlab.project(id).jobTokenScope.get({ signal }));
  const refused = read(1);
  await until(() => requests === 1);
  const failures = [refused, ...[2, 3].map(read)];
  for (let turn = 0; turn < 5; turn++) await settle();
  expect(vi.getTimerCount()).toBe(1);
  controller.abort();
  for (const failure of failures) expect(await failure).toMatchObject({ code: "aborted" });
  expect(vi.getTimerCount()).toBe(0);
  timers.advance(20_000);
  const late = gitlab.project(4).jobTokenScope.get();
  await settle();
  timers.advance(9_999);
  for (let turn = 0; turn < 5; turn++) await settle();
  expect(requests).toBe(1);
  timers.advance(1);
  await late;
  expect(vi.getTimerCount()).toBe(0);
});

test("a hold that ends while its calls are aborted lets the next one go", async () => {
  const { timers, server, gitlab, first } = await startHeld();
  const controller = new AbortController();
  const { signal } = controller;
  const aborted = [1, 2, 3].map((id) => failureOf(() => gitlab.project(id).jobTokenScope.get({ signal })));
  const last = gitlab.project(4).jobTokenScope.get();
  await settle();
  // The first one goes; the signal is aborted before it has a response.
  server.misbehave = async () => {
    controller.abort();
    return undefined;
  };
  timers.advance(30_000);
  await Promise.all([first, last]);
  expect(await Promise.all(aborted)).toMatchObject(Array(3).fill({ code: "aborted", attempts: 0 }));
  expect(server.journal).toHaveLength(3);
});

test("a call that is aborted when its hold is over does not say that it waited for it", async () => {
  const { timers, server, gitlab, first } = await startHeld();
  const controller = new AbortController();
  const { signal } = controller;
  const aborted = failureOf(() => gitlab.project(2).jobTokenScope.get({ signal }));
  await settle();
  server.misbehave = ({ path }) => (path.startsWith("/projects/2/") ? "silence" : undefined);
  timers.advance(30_000);
  await first;
  await until(() => server.journal.length === 3);
  controller.abort();
  const error = await aborted;
  expect(error).toMatchObject({ code: "aborted", attempts: 1 });
  expect(error.message).not.toContain(note);
});

test("a held POST is sent once, and not at all when it is aborted", async () => {
  const { timers, server, gitlab, first } = await startHeld();
  const controller = new AbortController();
  const { allowlist } = gitlab.project(1).jobTokenScope;
  const created = allowlist.create(2);
  const aborted = failureOf(() => allowlist.create(3, { signal: controller.signal }));
  await settle();
  controller.abort();
  const { message } = await aborted;
  expect(message).toContain(note);
  expect(message).not.toContain("carried out");
  timers.advance(30_000);
  await Promise.all([first, created]);
  expect(server.sent("POST")).toEqual(["POST /projects/1/job_token_scope/allowlist"]);
  expect([...projectOf(server).projects]).toEqual([2]);
});

test("a write that may have been carried out is not taken for refused when it cannot be repeated", async () => {
  const timers = manualTimers();
  const server = await startServer(({ method, path }, carryOut) => {
    if (path.startsWith("/projects/2/")) return refusal(120);
    if (method !== "PATCH") return undefined;
    carryOut();
    return { status: 502, headers: { "retry-after": "5" } };
  });
  let responses = 0;
  const gitlab = server.connect({ hooks: { onResponse: () => void responses++ } });
  const update = failureOf(() => gitlab.project(1).jobTokenScope.update({ enabled: true }));
  await until(() => responses === 1);
  await failureOf(() => gitlab.project(2).jobTokenScope.get());
  timers.advance(5_000);
  // Neither is it sent again, nor can it be read whether it is in force.
  const error = await update;
  expect(error).toMatchObject({
    code: "setting_unconfirmed",
    cause: { code: "rate_limited", attempts: 1, retryAfterMs: 115_000 },
  });
  expect(server.journal).toHaveLength(2);
});

test("a request that is stalled does not hold up those after a hold", async () => {
  const timers = manualTimers();
  const server = await startServer(({ path }) => {
    if (path.startsWith("/projects/1/")) return "silence";
    return server.journal.length === 2 ? refusal(5) : undefined;
  });
  const responded = deferred();
  const gitlab = server.connect({ hooks: { onResponse: () => responded.resolve() } });
  const stalled = failureOf(() =>
    gitlab.project(1).jobTokenScope.get({ timeoutMs: 50_000, retry: { limit: 0 } }),
  );
  await until(() => server.journal.length === 1);
  const refused = gitlab.project(2).jobTokenScope.get();
  await responded.promise;
  await settle();
  timers.advance(5_000);
  await refused;
  timers.advance(50_000);
  expect(await stalled).toMatchObject({ code: "timeout", attempts: 1 });
});

test("a token is renewed while the client is held, and the request goes with it after the hold", async () => {
  const timers = manualTimers();
  let calls = 0;
  const refused = deferred();
  const server = await startServer();
  const fetch = async (request: Request): Promise<Response> => {
    if (request.url.includes("/projects/2/") && calls < 3) {
      return new Response("Retry later", { status: 429, headers: { "retry-after": "5" } });
    }
    if (request.headers.get("authorization") === `Bearer ${token}`) return globalThis.fetch(request);
    await refused.promise;
    return Response.json({ message: "401 Unauthorized" }, { status: 401 });
  };
  const gitlab = server.connect({
    fetch,
    token: () => (++calls <= 2 ? "glpat-old" : token),
    hooks: {
      onResponse: ({ status }) => {
        if (status === 429) refused.resolve();
      },
    },
  });
  const update = gitlab.project(1).jobTokenScope.update({ enabled: true });
  const other = gitlab.project(2).jobTokenScope.get();
  await until(() => calls === 3);
  for (let turn = 0; turn < 5; turn++) await settle();
  expect(server.journal).toEqual([]);
  timers.advance(5_000);
  await Promise.all([update, other]);
  expect(projectOf(server).enabled).toBe(true);
  expect(server.sent("PATCH")).toHaveLength(1);
});

/** A server whose clock is wrong by some time, and which reports that nothing remains of 5 s. */
async function startSkewed(headersOf: (serverNow: number) => Record<string, string>, skewMs: number) {
  const timers = manualTimers();
  const requests: string[] = [];
  const http = createServer((request, response) => {
    requests.push(request.url ?? "");
    response.sendDate = false;
    response.writeHead(200, {
      "content-type": "application/json",
      ...(requests.length === 1 && headersOf(Date.now() + skewMs)),
    });
    response.end('{"inbound_enabled":true}');
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void http.close());
  const random = vi.spyOn(Math, "random").mockReturnValue(0);
  onTestFinished(() => random.mockRestore());
  const { port } = http.address() as AddressInfo;
  const onRateLimit = vi.fn();
  const gitlab = createGitLab({ url: `http://127.0.0.1:${port}`, token, hooks: { onRateLimit } });
  const read = () => gitlab.project(1).jobTokenScope.get();
  await read();
  return { timers, requests, read, onRateLimit };
}

const inFiveSeconds = (now: number) => String(Math.floor(now / 1_000) + 5);

for (const skewMs of [-3_600_000, 0, 3_600_000]) {
  test(`RateLimit-Remaining: 0 is heeded with a clock that is off by ${skewMs} ms, because of Date`, async () => {
    const { timers, requests, read, onRateLimit } = await startSkewed(
      (now) => ({
        date: new Date(now).toUTCString(),
        "ratelimit-remaining": "0",
        "ratelimit-reset": inFiveSeconds(now),
      }),
      skewMs,
    );
    const second = read();
    await settle();
    expect(onRateLimit.mock.calls).toEqual([[{ waitMs: 5_000, reason: "remaining" }]]);
    timers.advance(4_999);
    for (let turn = 0; turn < 5; turn++) await settle();
    expect(requests).toHaveLength(1);
    timers.advance(1);
    await second;
    expect(requests).toHaveLength(2);
  });
}

const notHeeded: [name: string, headers: (now: number) => Record<string, string>, skewMs: number][] = [
  [
    "a reset in the past, without Date",
    (now) => ({ "ratelimit-remaining": "0", "ratelimit-reset": inFiveSeconds(now) }),
    -3_600_000,
  ],
  [
    "a reset that is further away than a call waits, without Date",
    (now) => ({ "ratelimit-remaining": "0", "ratelimit-reset": inFiveSeconds(now) }),
    3_600_000,
  ],
  ["no reset", () => ({ "ratelimit-remaining": "0" }), 0],
  ["a reset that is no Unix time", () => ({ "ratelimit-remaining": "0", "ratelimit-reset": "30" }), 0],
  [
    "a remainder that is no number",
    (now) => ({ "ratelimit-remaining": "none", "ratelimit-reset": inFiveSeconds(now) }),
    0,
  ],
  ["a remainder", (now) => ({ "ratelimit-remaining": "1", "ratelimit-reset": inFiveSeconds(now) }), 0],
];

for (const [name, headersOf, skewMs] of notHeeded) {
  test(`a request is sent at once after ${name}`, async () => {
    const { requests, read, onRateLimit } = await startSkewed(headersOf, skewMs);
    await read();
    expect(requests).toHaveLength(2);
    expect(onRateLimit).not.toHaveBeenCalled();
  });
}

test("a hook that aborts the call that begins to wait, and one that throws, disturb no other call", async () => {
  const timers = manualTimers();
  const logged = vi.spyOn(console, "error").mockReturnValue();
  onTestFinished(() => logged.mockRestore());
  const controller = new AbortController();
  const server = await startServer(() => (server.journal.length === 1 ? refusal(5) : undefined));
  const gitlab = server.connect({
    hooks: {
      onRateLimit: () => {
        controller.abort();
        throw new Error("odd");
      },
    },
  });
  const aborted = failureOf(() => gitlab.project(1).jobTokenScope.get({ signal: controller.signal }));
  expect(await aborted).toMatchObject({ code: "aborted", attempts: 1 });
  expect(logged.mock.calls[0]?.[0]).toContain("hooks.onRateLimit failed: Error: odd");
  const other = gitlab.project(2).jobTokenScope.get();
  await settle();
  timers.advance(5_000);
  expect((await other).enabled).toBe(false);
});

test("a call that onRetry aborts after a hold leaves its turn to the next one", async () => {
  const timers = manualTimers();
  const controller = new AbortController();
  const { signal } = controller;
  const server = await startServer(() => (server.journal.length === 1 ? refusal(5) : undefined));
  const responded = deferred();
  const hooks = { onRetry: () => controller.abort(), onResponse: () => responded.resolve() };
  const gitlab = server.connect({ hooks });
  const aborted = failureOf(() => gitlab.project(1).jobTokenScope.get({ signal }));
  await responded.promise;
  await settle();
  const next = gitlab.project(2).jobTokenScope.get();
  await settle();
  timers.advance(5_000);
  expect(await aborted).toMatchObject({ code: "aborted", attempts: 1 });
  expect((await next).enabled).toBe(false);
});

test("a limit of one path fails its own calls only", async () => {
  const lookUpLimit = json(429, {
    message: { error: "This endpoint has been requested too many times. Try again later." },
  });
  const server = await startServer(({ path }) => (path.endsWith("app") ? lookUpLimit : undefined));
  const gitlab = server.connect();
  const lookUp = failureOf(() => gitlab.project("group/app").jobTokenScope.get());
  const reads = [1, 2, 3, 4, 5].map((id) => gitlab.project(id).jobTokenScope.get());
  expect(await Promise.all(reads)).toHaveLength(5);
  const error = await lookUp;
  expect(error).toMatchObject({ code: "rate_limited", project: "group/app" });
  expect(error.message).toContain("This endpoint has been requested too many times.");
});
