import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { applyAll, auditAll, type Plan, planAll } from "@gitlab-job-token-scope/desired-state";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import type { Comparison } from "../comparison.ts";
import { heapMegabytes } from "../heap.ts";
import { compareHeaps, type Memory } from "../memory.ts";

/** Audits, plans and applies a fleet at the pace of the fixture's rate limit. Fails if a project is lost. */
export async function measurePaced(
  size: number,
  rateLimit: { requests: number; perMs: number },
): Promise<{ comparison: Comparison; memory: Memory }> {
  const fleet = Array.from({ length: size }, (_, index) => ({
    id: index + 1,
    path: `group/p${index + 1}`,
    inboundEnabled: true,
    allowedProjects: [((index + 1) % size) + 1],
  }));
  await using server = await startMockGitLab({ seed: { projects: fleet }, rateLimit });
  let requests = 0;
  let refused = 0;
  const gitlab = createGitLab({
    url: server.url,
    token: server.token,
    hooks: {
      onResponse: ({ status }) => {
        requests++;
        if (status === 429) refused++;
      },
    },
  });
  const heaps: number[] = [];
  let done = 0;
  const end = async (error: unknown): Promise<void> => {
    if (error !== undefined) throw error;
    done++;
    if (done % Math.floor(size / 2) === 0) heaps.push(await heapMegabytes());
  };
  const startedAt = performance.now();
  for await (const { error } of auditAll(
    gitlab,
    fleet.map(({ id }) => id),
    { targets: false },
  ))
    await end(error);
  async function* plans(): AsyncGenerator<Plan> {
    const states = fleet.map(({ id }) => ({
      project: id,
      inboundEnabled: true,
      projects: [((id + 5) % size) + 1],
    }));
    for await (const { plan, error } of planAll(gitlab, states)) {
      await end(error);
      if (plan !== undefined) yield plan;
    }
  }
  for await (const { result, error } of applyAll(gitlab, plans()))
    await end(error ?? (result?.ok ? undefined : result));
  const elapsedMs = performance.now() - startedAt;
  if (done !== 3 * size) throw new Error(`${done} results of ${3 * size}`);
  if (refused > 0) throw new Error(`${refused} requests were refused`);
  const allowedMs = (requests / rateLimit.requests) * rateLimit.perMs;
  const [early = Number.NaN, late = Number.NaN] = [heaps.at(0), heaps.at(-1)];
  return {
    comparison: {
      table: "fleet",
      name: `${size} projects audited, planned and applied, ${requests} requests`,
      contender: "desired-state",
      baseline: `the limit of ${rateLimit.requests} requests in ${rateLimit.perMs / 1_000} s`,
      unit: "ms",
      rounds: [{ contender: elapsedMs, baseline: allowedMs }],
    },
    memory: compareHeaps(
      "results of desired-state",
      { count: Math.floor(size / 2), heapMegabytes: early },
      { count: done, heapMegabytes: late },
    ),
  };
}
