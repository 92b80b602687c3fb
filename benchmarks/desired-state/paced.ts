import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { applyAll, auditAll, type Plan, planAll } from "@gitlab-job-token-scope/desired-state";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { heapMegabytes } from "../heap.ts";

/** What a fleet took that a rate limit held back. */
export interface PacedRun {
  readonly projects: number;
  readonly requests: number;
  readonly refused: number;
  /** The time in relation to that which the rate limit allows for as many requests. */
  readonly timeRatio: number;
  /** The heap at the end in relation to that after half of the audits. */
  readonly heapRatio: number;
}

/** Audits, plans and applies a fleet at the pace of the fixture's rate limit. Fails if a project is lost. */
export async function measurePaced(
  size: number,
  rateLimit: { requests: number; perMs: number },
): Promise<PacedRun> {
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
  const allowedMs = (requests / rateLimit.requests) * rateLimit.perMs;
  return {
    projects: size,
    requests,
    refused,
    timeRatio: elapsedMs / allowedMs,
    heapRatio: (heaps.at(-1) ?? Number.NaN) / (heaps[0] ?? Number.NaN),
  };
}
