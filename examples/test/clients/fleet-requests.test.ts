// @module-tag slow
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type MockGitLab, type Seed, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { applyAll, type Plan, planAll } from "@gitlab-job-token-scope/desired-state";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";
import type { FleetState } from "../../clients/fleet/fleet-state.ts";
import { keepWithGitbeaker } from "../../clients/fleet/gitbeaker.ts";
import { run } from "../run.ts";

const script = fileURLToPath(new URL("../../clients/fleet/python_gitlab.py", import.meta.url));
// Debian's Python, because the package python3-gitlab is installed for it.
const python = "/usr/bin/python3";
const hasPython = spawnSync(python, ["-c", "import gitlab"]).status === 0;

const size = 40;
const tools = Array.from({ length: 8 }, (_, index) => ({ id: 1_001 + index, path: `tools/t${index + 1}` }));
const groups = [
  { id: 1, path: "fleet" },
  { id: 2, path: "tools" },
  { id: 3, path: "partner" },
];

/** What each project allows at first: most are right, some lack a tool and have an old one, and some are open as well. */
function makeFleet(shareToChange: number, shareOpen: number): { seed: Seed; states: FleetState[] } {
  const isBelow = (index: number, share: number): boolean => index < size * share;
  const fleet = Array.from({ length: size }, (_, index) => ({
    id: 10 + index,
    path: `fleet/p${index + 1}`,
    inboundEnabled: !isBelow(index, shareOpen),
    allowedProjects: isBelow(index, shareToChange) ? [1_002, 1_003, 1_008] : [1_001, 1_002, 1_003],
    allowedGroups: isBelow(index, shareToChange) ? [] : [3],
  }));
  const states = fleet.map(({ path }) => ({
    project: path,
    projects: ["tools/t1", "tools/t2", "tools/t3"],
    groups: ["partner"],
  }));
  return { seed: { projects: [...fleet, ...tools], groups }, states };
}

async function keepWithDesiredState({ url, token }: MockGitLab, states: FleetState[]): Promise<void> {
  const gitlab = createGitLab({ url, token });
  const plans: Plan[] = [];
  const desired = states.map((state) => ({ ...state, inboundEnabled: true, prune: true }));
  for await (const { plan, error } of planAll(gitlab, desired)) {
    if (plan === undefined) throw error;
    if (plan.changes.length > 0) plans.push(plan);
  }
  for await (const { result, error } of applyAll(gitlab, plans))
    expect(result, String(error)).toMatchObject({ ok: true });
}

/** How many requests a way of keeping the fleet sends. Fails unless the projects are in their desired state afterwards. */
async function count(
  { seed, states }: ReturnType<typeof makeFleet>,
  keep: (server: MockGitLab, states: FleetState[]) => Promise<unknown>,
): Promise<number> {
  await using server = await startMockGitLab({ seed });
  await keep(server, states);
  for (const project of server.state().projects?.slice(0, size) ?? []) {
    expect(project).toMatchObject({ allowedProjects: [1_001, 1_002, 1_003], allowedGroups: [3] });
    expect(project.inboundEnabled).not.toBe(false);
  }
  return server.requests().length;
}

const ways = {
  "@gitbeaker/rest": ({ url, token }: MockGitLab, states: FleetState[]) =>
    keepWithGitbeaker(url, token, states),
  ...(hasPython && {
    "python-gitlab": async ({ url, token }: MockGitLab, states: FleetState[]) => {
      const { code, err } = await run(python, [script, url, token], { input: JSON.stringify(states) });
      expect(code, err).toBe(0);
    },
  }),
};

/** The number of requests of each way, ours last. */
async function countAll(fleet: ReturnType<typeof makeFleet>): Promise<{ scripts: number[]; ours: number }> {
  const scripts = await Promise.all(Object.values(ways).map((keep) => count(fleet, keep)));
  return { scripts, ours: await count(fleet, keepWithDesiredState) };
}

test.for([
  ["that is right", 0, 0],
  ["of which a tenth has to be changed", 0.1, 0],
  ["of which a half has to be changed, and a tenth restricted", 0.5, 0.1],
  ["that has to be changed as a whole", 1, 0],
] as const)(
  "a fleet %s takes fewer requests than scripts take (python-gitlab is left out without python3-gitlab)",
  async ([, shareToChange, shareOpen]) => {
    const { scripts, ours } = await countAll(makeFleet(shareToChange, shareOpen));
    for (const requests of scripts) expect(ours).toBeLessThan(requests);
  },
);

// A setting is read before it is written, so that a repeated plan writes nothing, and what is removed is looked up once.
test("a fleet that is open as a whole takes as many, and one more for an entry that is removed", async () => {
  const { scripts, ours } = await countAll(makeFleet(1, 1));
  for (const requests of scripts) expect(ours).toBeLessThanOrEqual(requests + 1);
});
