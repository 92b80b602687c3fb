import type { ScriptedResponse } from "@gitlab-job-token-scope/contract-fixture";
import type { GitLabOptions, RequestOptions, RetryEvent } from "@gitlab-job-token-scope/facade";
import { afterEach, describe, expect, test, vi } from "vitest";
import { connect, errorOf, sent, start } from "../helpers.js";

const tooMany = (headers: Record<string, string> = {}) => ({ status: 429, headers, body: "Retry later" });

describe("by a clock of the test's own", () => {
  // On a whole second, as an HTTP date is.
  const noon = Date.parse("2026-01-02T12:00:00Z");
  const httpDate = (ms: number) => new Date(noon + ms).toUTCString();
  const unixTime = (ms: number) => String((noon + ms) / 1_000);

  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  /** Reads a scope at noon, and tells when each request was sent and when the call ended, in milliseconds after noon. */
  async function readAtNoon(
    script: readonly ScriptedResponse[],
    options: RequestOptions = {},
    clientOptions: Partial<GitLabOptions> = {},
  ) {
    const { server } = await start();
    server.script("getJobTokenScope", [...script]);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"], now: noon });
    const sentAt: number[] = [];
    let isOnTheWay = false;
    // Without a socket, whose own timers would stand still too.
    const fetch = async (request: Request) => {
      sentAt.push(Date.now() - noon);
      isOnTheWay = true;
      try {
        return await server.fetch(request);
      } finally {
        isOnTheWay = false;
      }
    };
    const { jobTokenScope } = connect(server, { fetch, ...clientOptions }).project(1);
    let hasEnded = false;
    const call = jobTokenScope.get(options).finally(() => {
      hasEnded = true;
    });
    const outcome = call.catch((error: unknown) => error);
    while (!hasEnded) {
      // What waits for no timer goes first: only then has a wait begun.
      for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
      if (!isOnTheWay && !hasEnded) await vi.advanceTimersToNextTimerAsync();
    }
    return { sentAt, endedAt: Date.now() - noon, outcome: await outcome };
  }

  test.for<[string, Record<string, string>, number]>([
    ["Retry-After in seconds", { "retry-after": "7" }, 7_000],
    ["Retry-After as a date", { "retry-after": httpDate(9_000) }, 9_000],
    ["a date that has passed", { "retry-after": httpDate(-9_000) }, 0],
    ["a whole minute", { "retry-after": "60" }, 60_000],
    ["RateLimit-Reset in seconds", { "ratelimit-reset": "5" }, 5_000],
    ["RateLimit-Reset as a Unix time", { "ratelimit-reset": unixTime(11_000) }, 11_000],
    ["X-RateLimit-Retry-After", { "x-ratelimit-retry-after": "3" }, 3_000],
    ["X-RateLimit-Reset", { "x-ratelimit-reset": unixTime(13_000) }, 13_000],
    ["X-Rate-Limit-Reset", { "x-rate-limit-reset": unixTime(17_000) }, 17_000],
    ["Retry-After before RateLimit-Reset", { "retry-after": "2", "ratelimit-reset": "50" }, 2_000],
  ])("%s is waited for, and told", async ([, headers, ms]) => {
    const events: RetryEvent[] = [];
    const hooks = { onRetry: (event: RetryEvent) => void events.push(event) };
    const { sentAt } = await readAtNoon([tooMany(headers)], {}, { hooks });
    expect(sentAt).toEqual([0, ms]);
    expect(events).toMatchObject([{ reason: "rate_limited", attempt: 2, delayMs: ms }]);
    vi.useRealTimers();

    const { outcome } = await readAtNoon([tooMany(headers)], { retry: { limit: 0 } });
    expect(outcome).toMatchObject({ code: "rate_limited", retryAfterMs: ms });
  });

  test("the waits add up", async () => {
    const script = ["2", "3"].map((seconds) => tooMany({ "retry-after": seconds }));
    expect(await readAtNoon(script)).toMatchObject({ sentAt: [0, 2_000, 5_000], endedAt: 5_000 });
  });

  test("a 503 that asks to wait is obeyed too", async () => {
    const script = [{ status: 503, headers: { "retry-after": "4" } }];
    expect(await readAtNoon(script)).toMatchObject({ sentAt: [0, 4_000] });
  });

  test("who asks for more than a minute is not asked again before that", async () => {
    const { outcome, endedAt } = await readAtNoon([tooMany({ "retry-after": "61" })]);
    expect(outcome).toMatchObject({ code: "rate_limited", attempts: 1, retryAfterMs: 61_000 });
    expect(endedAt).toBe(0);
  });

  test.for<[string, Record<string, string>]>([
    ["nothing is asked for", {}],
    ["what is asked for cannot be read", { "retry-after": "soon" }],
  ])("where %s, the wait is a random part of one that doubles up to 10 s", async ([, headers]) => {
    const script = Array.from({ length: 8 }, () => tooMany(headers));
    const waits = ({ sentAt }: { sentAt: number[] }) =>
      sentAt.slice(1).map((at, index) => at - (sentAt[index] ?? 0));
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    expect(waits(await readAtNoon(script, { retry: { limit: 8 } }))).toEqual([
      150, 300, 600, 1_200, 2_400, 4_800, 9_600, 10_000,
    ]);
    vi.useRealTimers();

    vi.mocked(Math.random).mockRestore();
    const longest = [300, 600, 1_200, 2_400, 4_800, 9_600, 10_000, 10_000];
    waits(await readAtNoon(script, { retry: { limit: 8 } })).forEach((wait, index) => {
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThanOrEqual(longest[index] ?? 0);
    });
  });

  test("a signal ends a wait", async () => {
    const controller = new AbortController();
    const hooks = { onResponse: () => void setTimeout(() => controller.abort(), 1_000) };
    const script = [tooMany({ "retry-after": "30" })];
    const { signal } = controller;
    const { outcome, endedAt, sentAt } = await readAtNoon(script, { signal }, { hooks });
    expect(outcome).toMatchObject({ code: "aborted", attempts: 1 });
    expect(endedAt).toBe(1_000);
    expect(sentAt).toEqual([0]);
  });

  test("the total time ends a wait", async () => {
    const script = [tooMany({ "retry-after": "2" }), tooMany({ "retry-after": "30" })];
    const { outcome, endedAt } = await readAtNoon(script, { totalTimeoutMs: 5_000 });
    expect(outcome).toMatchObject({ code: "timeout", attempts: 2 });
    expect(endedAt).toBe(5_000);
  });
});

describe("by the clock on the wall", () => {
  test("a second that is asked for passes", async () => {
    const { server, gitlab } = await start({ scenario: "rate-limited-seconds" });
    const startedAt = performance.now();
    expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(true);
    // A timer may ring a moment early.
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(995);
    expect(sent(server)).toHaveLength(2);
  });

  test.for(["rate-limited-date", "rate-limited-no-header"] as const)("%s is got past", async (scenario) => {
    const { server, gitlab } = await start({ scenario });
    expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(true);
    expect(sent(server)).toHaveLength(2);
  });

  test("a RateLimit-Reset beside a 404 asks nobody to wait", async () => {
    const { server, gitlab } = await start();
    server.script("getJobTokenScope", [{ status: 404, headers: { "ratelimit-reset": "30" } }]);
    const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
    expect(error).toMatchObject({ code: "not_found", retryAfterMs: undefined });
  });
});
