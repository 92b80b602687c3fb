import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { createGitLab, type GitLabOptions, type RateLimitEvent } from "@gitlab-job-token-scope/facade";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { errorOf } from "../helpers.js";
import { deferred, settle } from "../servers/timing.js";
import { limitedFetch, maximumJitter } from "./limited-fetch.js";
import { virtualTime } from "./virtual-time.js";

const minute = 60_000;

/** A GitLab with a rate limit, whose clock is the test's, and a client of it. */
async function startLimited(requests: number, options: Partial<GitLabOptions> = {}) {
  const server = await startMockGitLab({ rateLimit: { requests, perMs: minute }, strict: true });
  onTestFinished(() => server.close());
  const time = virtualTime();
  const holds: RateLimitEvent[] = [];
  const gitlab = createGitLab({
    url: server.url,
    token: server.token,
    fetch: time.awaiting((request) => server.fetch(request)),
    hooks: { onRateLimit: (event) => void holds.push(event) },
    ...options,
  });
  const statuses = () => server.requests().map(({ status }) => status);
  return { server, time, gitlab, holds, read: () => gitlab.project(1).jobTokenScope.get(), statuses };
}

const times = <Value>(count: number, create: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => create(index));

describe("with GitLab's headers", () => {
  test.for([1, 2])(
    "[rate-limit-headers] of 100 calls at once with a budget of 5 none is lost (limit %i), and none is refused after the first burst",
    async (limit) => {
      const { time, read, statuses, holds } = await startLimited(5, { retry: { limit } });
      const scopes = await time.run(Promise.all(times(100, read)));
      expect(scopes.every(({ inboundEnabled }) => inboundEnabled)).toBe(true);
      expect(statuses().slice(0, 100).toSorted()).toEqual([...Array(5).fill(200), ...Array(95).fill(429)]);
      expect(statuses().slice(100)).toEqual(Array(95).fill(200));
      // The jitter is at most a second for each of the 19 periods.
      expect(time.now).toBeGreaterThanOrEqual(19 * minute);
      expect(time.now).toBeLessThanOrEqual(19 * minute + 1_000);
      expect(holds).toHaveLength(19);
      expect(holds.map(({ reason }) => reason)).toEqual(["response", ...Array(18).fill("remaining")]);
      for (const { waitMs } of holds) {
        expect(waitMs).toBeGreaterThan(minute - 1_001);
        expect(waitMs).toBeLessThanOrEqual(minute + 1_000);
      }
    },
  );

  test("[rate-limit-headers] no request is refused once a response has reported the budget", async () => {
    const { time, read, statuses, holds } = await startLimited(5);
    await time.run(read());
    await time.run(Promise.all(times(33, read)));
    expect(statuses()).toEqual(Array(34).fill(200));
    expect(time.now).toBeLessThanOrEqual(6 * minute + 1_000);
    expect(holds).toHaveLength(6);
  });

  test("a budget that suffices delays nothing", async () => {
    const { time, read, statuses, holds } = await startLimited(200);
    await time.run(read());
    await time.run(Promise.all(times(99, read)));
    expect([time.now, holds, statuses()]).toEqual([0, [], Array(100).fill(200)]);
  });

  test("a request that onRequest aborts before it is sent takes nothing from the budget", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    let requests = 0;
    const hooks = { onRequest: () => ++requests === 2 && controller.abort() };
    const { time, gitlab, read, statuses } = await startLimited(2, { hooks });
    await time.run(read());
    const aborted = await errorOf(() => gitlab.project(1).jobTokenScope.get({ signal }));
    expect(aborted).toMatchObject({ code: "aborted", attempts: 0 });
    await time.run(read());
    expect([time.now, statuses()]).toEqual([0, [200, 200]]);
  });

  test("what remains of a period is not carried into the next one, and nothing is refused", async () => {
    const { time, read, statuses } = await startLimited(5);
    for (let count = 0; count < 3; count++) await time.run(read());
    vi.advanceTimersByTime(minute);
    await time.run(Promise.all(times(20, read)));
    expect(statuses()).toEqual(Array(23).fill(200));
  });

  test("a write and its confirmation take turns too", async () => {
    const { server, time, gitlab, statuses } = await startLimited(3);
    const { jobTokenScope } = gitlab.project(1);
    await time.run(jobTokenScope.get());
    const { allowlist, groupsAllowlist } = jobTokenScope;
    await time.run(
      Promise.all([
        jobTokenScope.update({ enabled: false }),
        allowlist.create(42),
        groupsAllowlist.ensurePresent("partner"),
        allowlist.list(),
      ]),
    );
    expect(statuses().filter((status) => status >= 400)).toEqual([]);
    expect(server.state().projects?.[0]).toMatchObject({ inboundEnabled: false, allowedProjects: [42] });
  });
});

describe("without GitLab's headers", () => {
  test("calls at once lose nothing, and requests that are refused get fewer after the first burst", async () => {
    const time = virtualTime();
    const { fetch, sent } = limitedFetch({ requests: 20, perMs: minute, told: "Retry-After" });
    const gitlab = createGitLab({ token: "glpat-test", fetch: time.awaiting(fetch) });
    await time.run(Promise.all(times(100, (index) => gitlab.project(index + 1).jobTokenScope.get())));
    // Each response that is no refusal allows two more requests.
    const later = sent.slice(100);
    expect(later.filter(({ isRefused }) => isRefused).length).toBeLessThanOrEqual(4 * 21);
    expect(time.now).toBeLessThanOrEqual(5 * minute + 5_000);
  });

  test("a 429 without any time is answered with backoff, and the budget is found by trying", async () => {
    maximumJitter();
    const time = virtualTime();
    const { fetch, sent } = limitedFetch({ requests: 5, perMs: 1_000, told: "nothing" });
    const gitlab = createGitLab({ token: "glpat-test", fetch: time.awaiting(fetch) });
    await time.run(Promise.all(times(40, (index) => gitlab.project(index + 1).jobTokenScope.get())));
    expect(sent.filter(({ isRefused }) => !isRefused)).toHaveLength(40);
  });
});

test("the jitter is at most a tenth of a short wait", async () => {
  maximumJitter();
  const time = virtualTime();
  const { fetch, sent } = limitedFetch({ requests: 1, perMs: 5_000, told: "Retry-After" });
  const gitlab = createGitLab({ token: "glpat-test", fetch: time.awaiting(fetch) });
  await time.run(Promise.all([1, 2].map((id) => gitlab.project(id).jobTokenScope.get())));
  expect(sent.at(-1)?.at).toBeGreaterThanOrEqual(5_000);
  expect(sent.at(-1)?.at).toBeLessThanOrEqual(5_500);
});

test("a server that always refuses ends every call after its limit, and one call at a time asks", async () => {
  const time = virtualTime();
  const at: number[] = [];
  const fetch = time.awaiting(async () => {
    at.push(time.now);
    return new Response("Retry later", { status: 429, headers: { "retry-after": "2" } });
  });
  const gitlab = createGitLab({ token: "glpat-test", fetch });
  const calls = times(5, (index) => errorOf(() => gitlab.project(index + 1).jobTokenScope.get()));
  const errors = await time.run(Promise.all(calls));
  for (const error of errors) expect(error).toMatchObject({ code: "rate_limited", attempts: 3 });
  expect(at.filter((ms) => ms === 0)).toHaveLength(5);
  const later = at.slice(5);
  expect(later).toHaveLength(10);
  later.forEach((ms, index) => {
    expect(ms - (later[index - 1] ?? 0)).toBeGreaterThanOrEqual(2_000);
  });
});

test("with a limit of 0 nothing is sent again, and a call that was not sent yet waits", async () => {
  const time = virtualTime();
  const { fetch, sent } = limitedFetch({ requests: 1, perMs: minute, told: "Retry-After" });
  const gitlab = createGitLab({
    token: "glpat-test",
    fetch: time.awaiting(fetch),
    retry: { limit: 0 },
  });
  const first = gitlab.project(1).jobTokenScope.get();
  const second = errorOf(() => gitlab.project(2).jobTokenScope.get());
  await time.run(first);
  expect(await time.run(second)).toMatchObject({ code: "rate_limited", attempts: 1 });
  await time.run(gitlab.project(3).jobTokenScope.get());
  expect(sent.map(({ path }) => path[10])).toEqual(["1", "2", "3"]);
  expect(time.now).toBeGreaterThanOrEqual(minute);
});

test("calls go on in the order in which they were started, so a request that was refused goes before a new call", async () => {
  const time = virtualTime();
  const { fetch, sent } = limitedFetch({ requests: 2, perMs: minute });
  const gitlab = createGitLab({ token: "glpat-test", fetch: time.awaiting(fetch) });
  const read = (id: number) => gitlab.project(id).jobTokenScope.get();
  const early = [1, 2, 3, 4].map(read);
  await settle();
  // Both wait now; the call that was refused first is a part of the first four.
  const late = [5, 6].map(read);
  await time.run(Promise.all([...early, ...late]));
  const ids = sent.map(({ path }) => Number(path.split("/")[2]));
  expect(ids).toEqual([1, 2, 3, 4, 3, 4, 5, 6]);
});

test("a call whose refusal arrives last goes first when it was started first", async () => {
  const time = virtualTime();
  const late = deferred();
  const ids: number[] = [];
  const fetch = async ({ url }: Request): Promise<Response> => {
    const id = Number(/projects\/(\d)/.exec(url)?.[1]);
    ids.push(id);
    if (ids.length > 2) return Response.json({ inbound_enabled: true });
    if (id === 1) await late.promise;
    return new Response("Retry later", { status: 429, headers: { "retry-after": "5" } });
  };
  const gitlab = createGitLab({ token: "glpat-test", fetch });
  const read = (id: number) => gitlab.project(id).jobTokenScope.get();
  const refused = [1, 2].map(read);
  await settle();
  const waiting = read(3);
  await settle();
  late.resolve();
  await settle();
  await time.run(Promise.all([...refused, waiting]));
  expect(ids).toEqual([1, 2, 1, 2, 3]);
});

test("a look-up has the place of the call that needs it", async () => {
  const time = virtualTime();
  const { fetch } = limitedFetch({ requests: 1, perMs: minute });
  const paths: string[] = [];
  const gitlab = createGitLab({
    token: "glpat-test",
    fetch: time.awaiting(async (request) => {
      paths.push(new URL(request.url).pathname.replace("/api/v4/projects/", ""));
      const response = await fetch(request);
      if (response.status === 429 || request.url.endsWith("job_token_scope")) return response;
      return Response.json({ id: 9 }, { headers: response.headers });
    }),
  });
  await time.run(gitlab.project(1).jobTokenScope.get());
  const byPath = gitlab.project("group/app").jobTokenScope.get();
  const byId = gitlab.project(2).jobTokenScope.get();
  await time.run(Promise.all([byPath, byId]));
  expect(paths).toEqual(["1/job_token_scope", "group%2Fapp", "9/job_token_scope", "2/job_token_scope"]);
});

describe("retry.maxRetryAfterMs", () => {
  const refusedFor = (seconds: number) => {
    const time = virtualTime();
    const at: number[] = [];
    const fetch = time.awaiting(async () => {
      at.push(time.now);
      return at.length === 1
        ? new Response("Retry later", { status: 429, headers: { "retry-after": String(seconds) } })
        : Response.json({ inbound_enabled: true });
    });
    const events: RateLimitEvent[] = [];
    const hooks = { onRateLimit: (event: RateLimitEvent) => void events.push(event) };
    const gitlab = createGitLab({ token: "glpat-test", fetch, hooks });
    return { time, at, events, manager: gitlab.project(1).jobTokenScope };
  };

  test("a 429 that asks for more fails its call and all others that do not accept it, which send nothing", async () => {
    const { time, at, events, manager } = refusedFor(120);
    expect(await errorOf(() => manager.get())).toMatchObject({
      code: "rate_limited",
      attempts: 1,
      retryAfterMs: 120_000,
      details: "Retry later",
    });
    const error = await errorOf(() => manager.get());
    expect(error).toMatchObject({ code: "rate_limited", status: 429, attempts: 0, retryAfterMs: 120_000 });
    expect(error.message).toContain("was not sent, because GitLab refused another request of this client.");
    expect([at, events]).toEqual([[0], []]);

    const patient = manager.get({ retry: { maxRetryAfterMs: 120_000 } });
    await settle();
    expect(events).toEqual([{ waitMs: expect.any(Number), reason: "response" }]);
    await time.run(patient);
    expect(at).toHaveLength(2);
    expect(at[1]).toBeGreaterThanOrEqual(120_000);
    expect(at[1]).toBeLessThanOrEqual(121_000);
  });

  test("the wait that a call does not accept is reported in whole seconds, and none too short", async () => {
    const { manager } = refusedFor(120);
    await errorOf(() => manager.get());
    vi.advanceTimersByTime(500);
    expect(await errorOf(() => manager.get())).toMatchObject({ attempts: 0, retryAfterMs: 120_000 });
  });

  test("a call that begins when the rest is short enough waits for it", async () => {
    const { at, time, manager } = refusedFor(120);
    await errorOf(() => manager.get());
    vi.advanceTimersByTime(60_000);
    await time.run(manager.get());
    expect(at).toHaveLength(2);
    expect(at[1]).toBeGreaterThanOrEqual(120_000);
  });

  test("a shorter one of the client's or the call's is heeded, also for other statuses", async () => {
    const { at, manager } = refusedFor(5);
    const retry = { maxRetryAfterMs: 4_999 };
    expect(await errorOf(() => manager.get({ retry }))).toMatchObject({ code: "rate_limited", attempts: 1 });
    expect(await errorOf(() => manager.get({ retry: { maxRetryAfterMs: 0 } }))).toMatchObject({
      attempts: 0,
    });
    expect(at).toHaveLength(1);
    const unavailable = createGitLab({
      token: "glpat-test",
      fetch: async () => new Response("", { status: 503, headers: { "retry-after": "5" } }),
      retry,
    });
    expect(await errorOf(() => unavailable.project(1).jobTokenScope.get())).toMatchObject({
      code: "server_error",
      attempts: 1,
      retryAfterMs: 5_000,
    });
  });

  test("a RateLimit-Reset that is further away is not heeded: the request is sent", async () => {
    const time = virtualTime();
    const { fetch, sent } = limitedFetch({ requests: 1, perMs: 600_000 });
    const gitlab = createGitLab({ token: "glpat-test", fetch: time.awaiting(fetch) });
    const { jobTokenScope } = gitlab.project(1);
    await time.run(jobTokenScope.get());
    // It decides: the reset is further away than a minute.
    expect(await time.run(errorOf(() => jobTokenScope.get()))).toMatchObject({ status: 429, attempts: 1 });
    expect(sent).toHaveLength(2);
    expect(await errorOf(() => jobTokenScope.get())).toMatchObject({ status: 429, attempts: 0 });
    await time.run(jobTokenScope.get({ retry: { maxRetryAfterMs: 600_000 } }));
    expect(sent).toHaveLength(3);
  });
});
