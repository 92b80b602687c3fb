import { applyAll, auditAll, type Plan, planAll } from "@gitlab-job-token-scope/desired-state";
import type { GitLab } from "@gitlab-job-token-scope/facade";
import { describe, expect, test } from "vitest";
import { start } from "../helpers.js";

type Options = NonNullable<Parameters<typeof planAll>[2]>;
type Results = AsyncIterable<{ readonly error?: unknown; readonly result?: { readonly outcomes: unknown } }>;

const runs: readonly (readonly [string, (gitlab: GitLab, options: Options) => Results])[] = [
  ["planAll()", (gitlab, options) => planAll(gitlab, [{ project: 1, inboundEnabled: true }], options)],
  ["auditAll()", (gitlab, options) => auditAll(gitlab, [1], options)],
  ["applyAll()", (gitlab, options) => applyAll(gitlab, [planOf(gitlab)], options)],
];

function planOf({ url: gitlab }: GitLab): Plan {
  const changes = [{ action: "set", inboundEnabled: true, from: false }] as const;
  return { version: 1, gitlab, project: { id: 1 }, changes, unchanged: [], missing: [], warnings: [] };
}

/** The code of the error of the only result, or of its only outcome. */
async function codeOf(results: Results): Promise<string | undefined> {
  for await (const { error, result } of results) {
    const [outcome] = (result?.outcomes ?? []) as { error?: { code: string } }[];
    return (error as { code: string } | undefined)?.code ?? outcome?.error?.code;
  }
  throw new Error("there is no result");
}

describe.for(runs)("%s", ([, run]) => {
  test("has the limits of its requests", async () => {
    const { server, gitlab } = await start();
    server.script({}, [{ status: 502 }]);
    expect(await codeOf(run(gitlab, { request: { retry: { limit: 0 } } }))).toBe("server_error");
    server.script({}, [{ delayMs: 60_000 }]);
    expect(await codeOf(run(gitlab, { request: { totalTimeoutMs: 50 } }))).toBe("timeout");
  });

  const tooMany = (seconds: number) => ({
    status: 429,
    headers: { "retry-after": String(seconds) },
    body: "Retry later",
  });

  test("waits for the rate limit for up to an hour, also with other limits, unless it is told otherwise", async () => {
    for (const [seconds, retry, isWaiting] of [
      [3_600, undefined, true],
      [3_600, { limit: 1 }, true],
      [3_601, undefined, false],
      [2, { maxRetryAfterMs: 1_000 }, false],
    ] as const) {
      const controller = new AbortController();
      const { server, gitlab } = await start({}, { hooks: { onRateLimit: () => controller.abort() } });
      server.script({}, [tooMany(seconds)]);
      const { signal } = controller;
      const code = await codeOf(run(gitlab, { signal, ...(retry && { request: { retry } }) }));
      expect(code, JSON.stringify([seconds, retry])).toBe(isWaiting ? "aborted" : "rate_limited");
    }
  });
});
