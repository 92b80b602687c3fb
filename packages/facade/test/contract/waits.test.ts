import type { GitLabOptions, RequestOptions, RetryEvent } from "@gitlab-job-token-scope/facade";
import { afterEach, describe, expect, test, vi } from "vitest";
import { connect, errorOf, type ScriptedResponse, sent, start } from "../helpers.js";

const resetHeaders = ["ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset"];
const rateLimited = (headers: Record<string, string> = {}) => ({ status: 429, headers, body: "Retry later" });

describe("with a fake clock", () => {
  // On a whole second, as an HTTP date is.
  const noon = Date.parse("2026-01-02T12:00:00Z");
  const httpDate = (ms: number) => new Date(noon + ms).toUTCString();
  const unixTime = (ms: number) => String((noon + ms) / 1_000);

  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  /** Reads a scope at noon. Returns when each request was sent and when the call ended, in milliseconds after noon. */
  async function readAtNoon(
    script: readonly ScriptedResponse[],
    options: RequestOptions = {},
    clientOptions: Partial<GitLabOptions> = {},
  ) {
    const { server } = await start();
    server.script("getJobTokenScope", [...script]);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"], now: noon });
    const sentAt: number[] = [];
    let isSending = false;
    // Without a socket, whose timers would stand still too.
    const fetch = async (request: Request) => {
      sentAt.push(Date.now() - noon);
      isSending = true;
      try {
        return await server.fetch(request);
      } finally {
        isSending = false;
      }
    };
    const { jobTokenScope } = connect(server, { fetch, ...clientOptions }).project(1);
    let hasEnded = false;
    const call = jobTokenScope.get(options).finally(() => {
      hasEnded = true;
    });
    const outcome = call.catch((error: unknown) => error);
    while (!hasEnded) {
      // A wait has begun only when nothing else is left to run.
      for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
      if (!isSending && !hasEnded) await vi.advanceTimersToNextTimerAsync();
    }
    return { sentAt, endedAt: Date.now() - noon, outcome: await outcome };
  }

  test.for<[string, Record<string, string>, number]>([
    ["Retry-After in seconds", { "retry-after": "7" }, 7_000],
    ["Retry-After as a date", { "retry-after": httpDate(9_000) }, 9_000],
    ["a whole minute", { "retry-after": "60" }, 60_000],
    ["RateLimit-Reset in seconds", { "ratelimit-reset": "5" }, 5_000],
    ["RateLimit-Reset as a Unix time", { "ratelimit-reset": unixTime(11_000) }, 11_000],
    ["X-RateLimit-Retry-After", { "x-ratelimit-retry-after": "3" }, 3_000],
    ["X-RateLimit-Reset", { "x-ratelimit-reset": unixTime(13_000) }, 13_000],
    ["X-Rate-Limit-Reset", { "x-rate-limit-reset": unixTime(17_000) }, 17_000],
    ["Retry-After before RateLimit-Reset", { "retry-after": "2", "ratelimit-reset": "50" }, 2_000],
    [
      "RateLimit-Reset before those of a proxy",
      { "ratelimit-reset": "5", "x-ratelimit-reset": "40", "x-rate-limit-reset": "50" },
      5_000,
    ],
    [
      "X-RateLimit-Retry-After before RateLimit-Reset",
      { "x-ratelimit-retry-after": "3", "ratelimit-reset": "50" },
      3_000,
    ],
  ])(
    "a 429 with %s is retried after that time, which the event and the error report",
    async ([, headers, ms]) => {
      const events: RetryEvent[] = [];
      const hooks = { onRetry: (event: RetryEvent) => void events.push(event) };
      const { sentAt } = await readAtNoon([rateLimited(headers)], {}, { hooks });
      expect(sentAt).toEqual([0, ms]);
      expect(events).toMatchObject([{ reason: "rate_limited", attempt: 2, delayMs: ms }]);
      vi.useRealTimers();

      const { outcome } = await readAtNoon([rateLimited(headers)], { retry: { limit: 0 } });
      expect(outcome).toMatchObject({ code: "rate_limited", retryAfterMs: ms });
    },
  );

  test("each retry waits for the time of its own response", async () => {
    const script = ["2", "3"].map((seconds) => rateLimited({ "retry-after": seconds }));
    expect(await readAtNoon(script)).toMatchObject({ sentAt: [0, 2_000, 5_000], endedAt: 5_000 });
  });

  test.for([408, 429, 502, 503, 504, 520, 521, 522, 523, 524])(
    "Retry-After counts with status %i",
    async (status) => {
      const script = [{ status, headers: { "retry-after": "4" } }];
      expect(await readAtNoon(script)).toMatchObject({ sentAt: [0, 4_000] });
      vi.useRealTimers();
      const { outcome } = await readAtNoon(script, { retry: { limit: 0 } });
      expect(outcome).toMatchObject({ status, retryAfterMs: 4_000 });
    },
  );

  test("Retry-After counts with a resource lock", async () => {
    const body = { message: "409 Conflict: Resource lock" };
    const script = [{ status: 409, headers: { "retry-after": "4" }, body }];
    expect(await readAtNoon(script)).toMatchObject({ sentAt: [0, 4_000] });
    vi.useRealTimers();
    const { outcome } = await readAtNoon(script, { retry: { limit: 0 } });
    expect(outcome).toMatchObject({ code: "conflict", retryAfterMs: 4_000 });
  });

  test.for([408, 502, 503, 504, 520, 524])(
    "the end of a rate limit's period does not count with status %i",
    async (status) => {
      vi.spyOn(Math, "random").mockReturnValue(0.5);
      for (const header of resetHeaders) {
        const script = [{ status, headers: { [header]: "30" } }];
        expect(await readAtNoon(script)).toMatchObject({ sentAt: [0, 150] });
        vi.useRealTimers();
        const { outcome } = await readAtNoon(script, { retry: { limit: 0 } });
        expect(outcome).toMatchObject({ status, retryAfterMs: undefined });
        vi.useRealTimers();
      }
    },
  );

  test("a wait of more than a minute is left to the caller", async () => {
    const { outcome, endedAt } = await readAtNoon([rateLimited({ "retry-after": "61" })]);
    expect(outcome).toMatchObject({ code: "rate_limited", attempts: 1, retryAfterMs: 61_000 });
    expect(endedAt).toBe(0);
  });

  test.for<[string, Record<string, string>]>([
    ["there is no header", {}],
    ["Retry-After is unreadable", { "retry-after": "soon" }],
    ["Retry-After is 0", { "retry-after": "0" }],
    ["Retry-After is a date in the past", { "retry-after": httpDate(-9_000) }],
    ["RateLimit-Reset is a Unix time in the past", { "ratelimit-reset": unixTime(-9_000) }],
  ])("when %s, retries back off exponentially with full jitter, up to 10 s", async ([, headers]) => {
    const script = Array.from({ length: 8 }, () => rateLimited(headers));
    const waits = ({ sentAt }: { sentAt: number[] }) =>
      sentAt.slice(1).map((at, index) => at - (sentAt[index] ?? 0));
    for (const [random, expected] of [
      [0, [0, 0, 0, 0, 0, 0, 0, 0]],
      [0.5, [150, 300, 600, 1_200, 2_400, 4_800, 5_000, 5_000]],
    ] as const) {
      vi.spyOn(Math, "random").mockReturnValue(random);
      expect(waits(await readAtNoon(script, { retry: { limit: 8 } }))).toEqual(expected);
      vi.useRealTimers();
    }
    vi.mocked(Math.random).mockRestore();
    const maximum = [300, 600, 1_200, 2_400, 4_800, 9_600, 10_000, 10_000];
    waits(await readAtNoon(script, { retry: { limit: 8 } })).forEach((wait, index) => {
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThanOrEqual(maximum[index] ?? 0);
    });
  });

  test("a Retry-After of 0 is reported by the error", async () => {
    const { outcome } = await readAtNoon([rateLimited({ "retry-after": "0" })], { retry: { limit: 0 } });
    expect(outcome).toMatchObject({ code: "rate_limited", retryAfterMs: 0 });
  });

  test("a signal ends a wait", async () => {
    const controller = new AbortController();
    const hooks = { onResponse: () => void setTimeout(() => controller.abort(), 1_000) };
    const script = [rateLimited({ "retry-after": "30" })];
    const { signal } = controller;
    const { outcome, endedAt, sentAt } = await readAtNoon(script, { signal }, { hooks });
    expect(outcome).toMatchObject({ code: "aborted", attempts: 1 });
    expect(endedAt).toBe(1_000);
    expect(sentAt).toEqual([0]);
  });

  test("totalTimeoutMs ends a wait", async () => {
    const script = [rateLimited({ "retry-after": "2" }), rateLimited({ "retry-after": "30" })];
    const { outcome, endedAt } = await readAtNoon(script, { totalTimeoutMs: 5_000 });
    expect(outcome).toMatchObject({ code: "timeout", attempts: 2 });
    expect(String(outcome)).toContain("timed out, not done in 5000 ms, the last response was 429.");
    expect(endedAt).toBe(5_000);
  });
});

// Once in real time, because the tests above replace the clock.
describe("with the real clock", () => {
  test("Retry-After: 1 waits for a second", { tags: ["slow"] }, async () => {
    const { server, gitlab } = await start({ scenario: "rate-limited-seconds" });
    const startedAt = performance.now();
    expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(true);
    // A timer may fire a moment early.
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(995);
    expect(sent(server)).toHaveLength(2);
  });

  test("a Retry-After that is a date is waited for", { tags: ["slow"] }, async () => {
    const { server, gitlab } = await start({ scenario: "rate-limited-date" });
    expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(true);
    expect(sent(server)).toHaveLength(2);
  });

  test("a 429 without a header is retried", async () => {
    const { server, gitlab } = await start({ scenario: "rate-limited-no-header" });
    expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(true);
    expect(sent(server)).toHaveLength(2);
  });

  test.for(["ratelimit-reset", "retry-after"])("%s does not count with status 404", async (header) => {
    const { server, gitlab } = await start();
    server.script("getJobTokenScope", [{ status: 404, headers: { [header]: "30" } }]);
    const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
    expect(error).toMatchObject({ code: "not_found", attempts: 1, retryAfterMs: undefined });
  });
});
