// @module-tag slow
import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { applyAll, auditAll, type Plan, planAll } from "@gitlab-job-token-scope/desired-state";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { expect, onTestFinished, test } from "vitest";

test("a fleet is audited, planned and applied at the pace of GitLab's rate limit, and nothing is lost", async () => {
  const fleet = Array.from({ length: 300 }, (_, index) => ({
    id: index + 1,
    path: `group/p${index + 1}`,
    inboundEnabled: index % 3 > 0,
    allowedProjects: [((index + 1) % 300) + 1],
  }));
  const server = await startMockGitLab({
    strict: true,
    seed: { projects: fleet },
    rateLimit: { requests: 200, perMs: 2_000 },
  });
  onTestFinished(() => server.close());
  const holds: number[] = [];
  const gitlab = createGitLab({
    url: server.url,
    token: server.token,
    hooks: { onRateLimit: ({ waitMs }) => void holds.push(waitMs) },
  });

  const audited = new Map<number, boolean>();
  for await (const { audit, error } of auditAll(
    gitlab,
    fleet.map(({ id }) => id),
    { targets: false },
  )) {
    expect(error).toBeUndefined();
    if (audit !== undefined) audited.set(audit.project.id, audit.inboundEnabled);
  }
  expect([...audited].sort(([a], [b]) => a - b)).toEqual(
    fleet.map(({ id, inboundEnabled }) => [id, inboundEnabled]),
  );

  const plans: Plan[] = [];
  const states = fleet.map(({ id }) => ({
    project: id,
    inboundEnabled: true,
    projects: [(id % 300) + 1, 7],
    prune: true,
  }));
  for await (const { plan, error } of planAll(gitlab, states)) {
    expect(error).toBeUndefined();
    if (plan !== undefined) plans.push(plan);
  }
  expect(plans).toHaveLength(300);
  for await (const { result } of applyAll(gitlab, plans)) expect(result).toMatchObject({ ok: true });

  for (const { id, inboundEnabled, allowedProjects } of server.state().projects ?? []) {
    expect(inboundEnabled).toBe(true);
    const expected = [...new Set([(id % 300) + 1, 7])].filter((one) => one !== id).sort((a, b) => a - b);
    expect([...allowedProjects].sort((a, b) => a - b)).toEqual(expected);
  }
  expect(holds.length).toBeGreaterThan(2);
});
