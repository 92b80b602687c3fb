// @module-tag slow
import { type MockGitLab, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import {
  type ApplyResult,
  applyPlan,
  type Change,
  type Plan,
  parsePlan,
  planProject,
} from "@gitlab-job-token-scope/desired-state";
import { createGitLab, isJobTokenScopeError } from "@gitlab-job-token-scope/facade";
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { numRuns } from "../../../../vitest.properties.js";
import { skipBackoff } from "../helpers.js";
import { type Case, cases, groups, own, projects } from "./worlds.js";

/** What a project's scope is, as far as it can be managed. */
interface Scope {
  readonly inboundEnabled: boolean;
  readonly project: ReadonlySet<number>;
  readonly group: ReadonlySet<number>;
}

const counts = {
  runs: 0,
  ok: 0,
  failed: 0,
  unconfirmed: 0,
  skipped: 0,
  already: 0,
  aborted: 0,
  faults: 0,
  missing: 0,
};
/** The changes that were made. */
const made = {
  "add project": 0,
  "add group": 0,
  "remove project": 0,
  "remove group": 0,
  set: 0,
};

test("whatever goes wrong, the world is what the outcomes say, and nobody who is meant to have access loses it", async () => {
  skipBackoff();
  await fc.assert(fc.asyncProperty(cases, check), { numRuns: numRuns(600) });
  // A test that never saw these would prove nothing.
  for (const [name, count] of Object.entries({ ...counts, ...made })) expect(count, name).toBeGreaterThan(0);
});

afterAll(() => console.log(`plan and apply: ${JSON.stringify({ ...counts, ...made })}`));

async function check(one: Case): Promise<void> {
  const server = await startMockGitLab({ strict: true, gitlab: one.version, seed: one.seed });
  try {
    await planAndApply(server, one);
  } finally {
    await server.close();
  }
}

async function planAndApply(server: MockGitLab, one: Case): Promise<void> {
  const controller = new AbortController();
  const history: Scope[] = [];
  let requestsLeft = Number.POSITIVE_INFINITY;
  const gitlab = createGitLab({
    url: server.url,
    token: server.token,
    fetch: async (request) => {
      if (requestsLeft-- === 0) controller.abort();
      let isFault = true;
      try {
        const response = await server.fetch(request);
        isFault = response.status >= 400;
        return response;
      } finally {
        if (isFault) counts.faults++;
        history.push(scopeOf(server));
      }
    },
  });
  const script = (faults: Case["planFaults"]): void => {
    for (const { operation, steps } of faults) server.script(operation as "getProject", [...steps]);
  };

  const planned = scopeOf(server);
  script(one.planFaults);
  let plan: Plan;
  try {
    plan = await planProject(gitlab, one.desired);
  } catch (error) {
    expect(isJobTokenScopeError(error)).toBe(true);
    expect(scopeOf(server)).toEqual(planned);
    return;
  }
  expect(scopeOf(server)).toEqual(planned);
  expect(parsePlan(JSON.stringify(plan))).toEqual(plan);
  counts.missing += plan.missing.length;

  await makeSome(server, plan, one.madeBefore);
  const before = scopeOf(server);
  history.splice(0);
  const writtenBefore = server.requests().length;

  script(one.applyFaults);
  requestsLeft = one.abortAfter ?? Number.POSITIVE_INFINITY;
  const { signal } = controller;
  const result = await applyPlan(gitlab, plan, { allow: one.allow, signal });
  requestsLeft = Number.POSITIVE_INFINITY;
  count(result, signal.aborted);
  const after = scopeOf(server);

  expect(result.outcomes.map(({ change }) => change)).toEqual(plan.changes);
  expectOutcomesToHold(before, after, result);
  if (result.ok) expectDesired(after, plan, one);
  expectDangersAllowed(before, after, one, result);
  expectUnchangedUntouched(server.requests().slice(writtenBefore), plan);
  if (!one.allow.includes("partial")) expectNoGap(before, plan, history);

  const { instance, projects, groups } = server.state();
  await expectConvergence({ instance: { ...instance }, projects: [...projects], groups: [...groups] }, one);
}

/** Somebody else makes some of the changes. */
async function makeSome(server: MockGitLab, plan: Plan, isMade: readonly boolean[]): Promise<void> {
  const changes = plan.changes.filter((_, index) => isMade[index] === true);
  const other = createGitLab({ url: server.url, token: server.token, fetch: server.fetch });
  await applyPlan(other, { ...plan, changes }, { allow: ["open", "empty", "partial"] });
}

/** When nothing goes wrong any more, planning and applying again ends in the desired state. */
async function expectConvergence(state: Case["seed"], one: Case): Promise<void> {
  const server = await startMockGitLab({ strict: true, gitlab: one.version, seed: state });
  try {
    const gitlab = createGitLab({ url: server.url, token: server.token, fetch: server.fetch });
    const plan = await planProject(gitlab, one.desired);
    const { ok, outcomes } = await applyPlan(gitlab, plan, { allow: ["open", "empty", "partial"] });
    const isRefused = outcomes.some(({ error }) =>
      ["enforced_by_instance", "setting_not_applied"].includes(error?.code ?? ""),
    );
    expect(ok).toBe(plan.missing.length === 0 && !isRefused);
    if (ok) expectDesired(scopeOf(server), plan, one);
    const again = await planProject(gitlab, one.desired);
    expect(again.changes.filter(({ action }) => action !== "set" || !isRefused)).toEqual([]);
  } finally {
    await server.close();
  }
}

function scopeOf(server: MockGitLab): Scope {
  const state = server.state();
  const project = state.projects?.find(({ id }) => id === own.id);
  return {
    inboundEnabled: (project?.inboundEnabled ?? true) || state.instance?.enforced === true,
    project: new Set(project?.allowedProjects),
    group: new Set(project?.allowedGroups),
  };
}

function count({ ok, outcomes }: ApplyResult, isAborted: boolean): void {
  counts.runs++;
  if (ok) counts.ok++;
  if (isAborted) counts.aborted++;
  for (const { change, status } of outcomes) {
    if (status !== "applied") counts[status]++;
    else if (change.action === "set") made.set++;
    else made[`${change.action} ${change.kind}`]++;
  }
}

/** The world is that before, changed by what was applied. What is unconfirmed may have happened. */
function expectOutcomesToHold(before: Scope, after: Scope, { outcomes }: ApplyResult): void {
  const unconfirmed = outcomes.filter(({ status }) => status === "unconfirmed");
  const expected = outcomes
    .filter(({ status }) => status === "applied" || status === "already")
    .reduce((scope, { change }) => apply(scope, change), before);
  const possible = unconfirmed.reduce(
    (scopes, { change }) => scopes.flatMap((scope) => [scope, apply(scope, change)]),
    [expected],
  );
  expect(possible.map(show)).toContainEqual(show(after));
}

function apply(scope: Scope, change: Change): Scope {
  if (change.action === "set") return { ...scope, inboundEnabled: change.inboundEnabled };
  const ids = new Set(scope[change.kind]);
  if (change.action === "add") ids.add(change.id);
  else ids.delete(change.id);
  return { ...scope, [change.kind]: ids };
}

function show({ inboundEnabled, project, group }: Scope): object {
  const sort = (ids: ReadonlySet<number>): number[] => [...ids].sort((a, b) => a - b);
  return { inboundEnabled, project: sort(project), group: sort(group) };
}

/** The world is what was desired, as computed from the desired state and not from the plan. */
function expectDesired(after: Scope, plan: Plan, { desired }: Case): void {
  expect(plan.missing).toEqual([]);
  if (desired.inboundEnabled !== undefined) expect(after.inboundEnabled).toBe(desired.inboundEnabled);
  for (const [kind, named, known] of [
    ["project", desired.projects, projects],
    ["group", desired.groups, groups],
  ] as const) {
    if (named === undefined) continue;
    const wanted = named.map((name) => idOf(name, known)).filter((id) => id !== own.id);
    for (const id of wanted) expect([...after[kind]]).toContain(id);
    if (desired.prune !== true) continue;
    const others = [...after[kind]].filter((id) => kind === "group" || id !== own.id);
    expect(others.sort()).toEqual([...new Set(wanted)].sort());
  }
}

function idOf(name: string | number, known: readonly { id: number; path: string }[]): number | undefined {
  return typeof name === "number" ? name : known.find(({ path }) => path === name.toLowerCase())?.id;
}

function expectDangersAllowed(before: Scope, after: Scope, { allow }: Case, { outcomes }: ApplyResult): void {
  if (!allow.includes("open")) expect(before.inboundEnabled && !after.inboundEnabled).toBe(false);
  if (allow.includes("empty")) return;
  for (const kind of ["project", "group"] as const) {
    const isEmptied = others(before, kind).length > 0 && others(after, kind).length === 0;
    // An addition that is awaited may fail, but none is behind a removal as long as the list has room.
    expect(isEmptied, JSON.stringify(outcomes)).toBe(false);
  }
}

function others(scope: Scope, kind: "project" | "group"): number[] {
  return [...scope[kind]].filter((id) => kind === "group" || id !== own.id);
}

/** No write was about an entry that stays, or about the project itself. */
function expectUnchangedUntouched(
  requests: ReturnType<MockGitLab["requests"]>,
  { unchanged, changes }: Plan,
): void {
  const written = requests
    .filter(({ method }) => method === "POST" || method === "DELETE")
    .map(({ path, body }) => {
      const kind = path.includes("groups_allowlist") ? "group" : "project";
      const target = /allowlist\/(\d+)/.exec(path)?.[1] ?? Object.values((body ?? {}) as object)[0];
      return `${kind} ${target}`;
    });
  expect(written).not.toContain(`project ${own.id}`);
  for (const { kind, id } of unchanged) expect(written).not.toContain(`${kind} ${id}`);
  const changed = changes.flatMap((change) =>
    change.action === "set" ? [] : [`${change.kind} ${change.id}`],
  );
  for (const one of written) expect(changed).toContain(one);
}

/**
 * At no moment did somebody lack access who had it before, and is meant to keep it by the allowlists. A project is opened last, so
 * that those who are let in by that alone come last, too.
 */
function expectNoGap(before: Scope, plan: Plan, history: readonly Scope[]): void {
  const isOpening = plan.changes.some((change) => change.action === "set" && !change.inboundEnabled);
  const planned = plan.changes.reduce(apply, before);
  const end = isOpening ? { ...planned, inboundEnabled: true } : planned;
  for (const project of projects) {
    if (!hasAccess(before, project) || !hasAccess(end, project)) continue;
    for (const scope of history) expect(hasAccess(scope, project), project.path).toBe(true);
  }
  for (const { kind, id } of plan.unchanged) {
    for (const scope of history) expect(scope[kind].has(id)).toBe(true);
  }
}

function hasAccess(scope: Scope, { id, path }: { id: number; path: string }): boolean {
  if (!scope.inboundEnabled || id === own.id || scope.project.has(id)) return true;
  return groups.some((group) => scope.group.has(group.id) && path.startsWith(`${group.path}/`));
}
