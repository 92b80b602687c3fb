import { createGitLab, type RateLimitEvent } from "@gitlab-job-token-scope/facade";
import * as fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import { numRuns } from "../../../../vitest.properties.js";
import { limitedFetch } from "./limited-fetch.js";
import { virtualTime } from "./virtual-time.js";

const limits = fc.record({
  requests: fc.integer({ min: 1, max: 8 }),
  perMs: fc.integer({ min: 1, max: 60 }).map((seconds) => seconds * 1_000),
  /** When each call is started, in milliseconds. Half of them are started at once. */
  starts: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20_000 })), {
    minLength: 1,
    maxLength: 60,
    size: "large",
  }),
  /** How many requests of a period somebody else makes at most. */
  maxOthers: fc.constantFrom(0, 0, 3, 8),
  maxLatencyMs: fc.constantFrom(0, 50, 900),
  limit: fc.integer({ min: 1, max: 2 }),
  seed: fc.nat(),
});

/** Random numbers that a seed repeats. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Limits = typeof limits extends fc.Arbitrary<infer Value> ? Value : never;

/** Makes the calls. Fails when one of them does. */
async function makeCalls(
  { requests, perMs, starts, maxOthers, maxLatencyMs, limit, seed }: Limits,
  told: "everything" | "Retry-After" | "nothing",
) {
  const time = virtualTime();
  const random = randomOf(seed);
  vi.spyOn(Math, "random").mockImplementation(random);
  const { fetch, sent } = limitedFetch({
    requests,
    perMs,
    told,
    others: () => Math.floor(random() * (maxOthers + 1)),
    latencyMs: () => Math.floor(random() * maxLatencyMs),
  });
  const holds: RateLimitEvent[] = [];
  let firstResponseAt = Number.POSITIVE_INFINITY;
  const gitlab = createGitLab({
    token: "glpat-test",
    fetch,
    retry: { limit },
    hooks: {
      onRateLimit: (event) => void holds.push(event),
      onResponse: () => {
        firstResponseAt = Math.min(firstResponseAt, time.now);
      },
    },
  });
  const calls = starts.map(async (ms, index) => {
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
    return gitlab.project(index + 1).jobTokenScope.get();
  });
  const scopes = await time.run(Promise.all(calls));
  expect(scopes).toHaveLength(starts.length);
  expect(sent.filter(({ isRefused }) => !isRefused)).toHaveLength(starts.length);
  // Without latency, the first response arrives when all requests of the same moment have been sent.
  const isInformed = (at: number) => at > firstResponseAt;
  const refused = sent.filter(({ at, isRefused }) => isRefused && isInformed(at));
  expect(vi.getTimerCount()).toBe(0);
  return { refused, holds, endedAt: time.now };
}

const restoreRandom = () => onTestFinished(() => void vi.restoreAllMocks());

test("with GitLab's headers every call succeeds, and at most one request is refused for each hold", async () => {
  restoreRandom();
  await fc.assert(
    fc.asyncProperty(limits, async (values) => {
      const { refused, holds, endedAt } = await makeCalls(values, "everything");
      if (values.maxOthers > 0) return;
      expect(refused.length).toBeLessThanOrEqual(holds.length);
      // No more periods are used than it takes, but for the jitter and for responses that are on their way.
      const { starts, requests, perMs, maxLatencyMs } = values;
      const periods = Math.ceil(starts.length / requests) + 1;
      const lost = holds.length * (1_000 + 8 * maxLatencyMs);
      expect(endedAt).toBeLessThanOrEqual(Math.max(...starts) + periods * perMs + lost + maxLatencyMs);
    }),
  );
});

test("with nothing but Retry-After every call succeeds", async () => {
  restoreRandom();
  await fc.assert(fc.asyncProperty(limits, async (values) => void (await makeCalls(values, "Retry-After"))));
});

test("without headers every call succeeds when its limit lasts as long as a period", async () => {
  restoreRandom();
  const patient = limits.map((values) => ({ ...values, perMs: Math.min(values.perMs, 5_000), limit: 30 }));
  await fc.assert(
    fc.asyncProperty(patient, async (values) => void (await makeCalls(values, "nothing"))),
    { numRuns: numRuns(20) },
  );
});
