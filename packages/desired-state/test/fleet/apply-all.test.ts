import { applyAll, type Plan, planAll } from "@gitlab-job-token-scope/desired-state";
import type { GitLab } from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";
import { abortEach, errorOf, sent, start, stateOf, writes } from "../helpers.js";

/** Three projects that allow nothing. */
const seed = { projects: [1, 2, 3].map((id) => ({ id, path: `group/p${id}` })) };

/** Plans by which each of the projects allows the project 1. */
async function plansOf(gitlab: GitLab): Promise<Plan[]> {
  const plans: Plan[] = [];
  const states = [1, 2, 3].map((id) => ({ project: id, projects: [id === 1 ? 2 : 1] }));
  for await (const { plan } of planAll(gitlab, states)) if (plan !== undefined) plans.push(plan);
  return plans;
}

test("applies each plan, and yields what became of it", async () => {
  const { server, gitlab } = await start({ seed });
  const plans = await plansOf(gitlab);
  const ids: number[] = [];
  for await (const { project, plan, result, error } of applyAll(gitlab, plans)) {
    expect(error).toBeUndefined();
    expect(result).toMatchObject({ ok: true, outcomes: [{ status: "applied" }] });
    expect(plans).toContain(plan);
    expect(project).toEqual(plan.project);
    ids.push(project.id);
  }
  expect(ids.sort()).toEqual([1, 2, 3]);
  expect(stateOf(server, 3)).toMatchObject({ allowedProjects: [1] });
});

test("dryRun sends nothing", async () => {
  const { server, gitlab } = await start({ seed });
  const plans = await plansOf(gitlab);
  const before = sent(server);
  const statuses: unknown[] = [];
  for await (const { result } of applyAll(gitlab, plans, { dryRun: true })) {
    statuses.push(result?.outcomes[0]?.status);
  }
  expect(statuses).toEqual(["skipped", "skipped", "skipped"]);
  expect(sent(server)).toEqual(before);
});

test("what is dangerous is allowed for all plans, or for none", async () => {
  const { server, gitlab } = await start({ seed });
  const [open] = (await plansOf(gitlab)).map(
    (plan): Plan => ({ ...plan, changes: [{ action: "set", inboundEnabled: false, from: true }] }),
  );
  if (open === undefined) throw new Error("there is no plan");
  for await (const { result } of applyAll(gitlab, [open])) expect(result).toMatchObject({ ok: false });
  expect(writes(server)).toEqual([]);
  for await (const { result } of applyAll(gitlab, [open], { allow: ["open"] })) {
    expect(result).toMatchObject({ ok: true });
  }
  expect(stateOf(server, open.project.id)).toMatchObject({ inboundEnabled: false });
});

test("a plan that cannot be applied stops none of the others", async () => {
  const { gitlab } = await start({ seed });
  const [first, ...others] = await plansOf(gitlab);
  const elsewhere = { ...first, gitlab: "https://gitlab.example.com" };
  const results: unknown[] = [];
  for await (const { project, result, error } of applyAll(gitlab, [
    elsewhere,
    undefined,
    ...others,
  ] as Plan[])) {
    results.push(result?.ok ?? [project?.id, (error as { code: string }).code]);
  }
  expect(results).toHaveLength(4);
  expect(results).toContainEqual([first?.project.id, "other_gitlab"]);
  expect(results).toContainEqual([undefined, "invalid_plan"]);
  expect(results.filter((result) => result === true)).toHaveLength(2);
});

test("a signal ends every request", async () => {
  const { server, gitlab } = await start({ seed });
  const plans = await plansOf(gitlab);
  const endings = await abortEach(server, async (gitlab, signal) => {
    for await (const _ of applyAll(gitlab, plans.slice(0, 1), { signal }));
  });
  expect(endings.length).toBeGreaterThan(0);
  expect(new Set(endings)).toEqual(new Set(["aborted"]));
});

test.for<[object, RegExp]>([
  [{ alow: [] }, /alow: unknown key, did you mean allow\?/],
  [{ allow: ["opne"] }, /allow\[0\]: expected "open", "empty" or "partial", not "opne"/],
  [{ dryRun: 1 }, /dryRun: expected true or false, not 1/],
  [{ concurrency: 0 }, /concurrency: expected a whole number from 1, not 0/],
])("wrong options: %j", async ([options, message]) => {
  const { server, gitlab } = await start({ seed });
  const error = await errorOf(() => applyAll(gitlab, [], options).next());
  expect(error).toMatchObject({ code: "invalid_option", message: expect.stringMatching(message) });
  expect(sent(server)).toEqual([]);
});
