import {
  type ApplyResult,
  type Audit,
  applyAll,
  applyPlan,
  auditAll,
  auditProject,
  type DesiredState,
  type Plan,
  parseDesiredState,
  parsePlan,
  planAll,
  planProject,
} from "@gitlab-job-token-scope/desired-state";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { expectTypeOf, test } from "vitest";

const gitlab = createGitLab({ token: "glpat-test" });

test("results have their types, which are plain data", async () => {
  expectTypeOf(planProject(gitlab, { project: 1 })).toEqualTypeOf<Promise<Plan>>();
  expectTypeOf(parsePlan("{}")).toEqualTypeOf<Plan>();
  expectTypeOf(applyPlan(gitlab, parsePlan("{}"), { allow: ["open"] })).toEqualTypeOf<Promise<ApplyResult>>();
  expectTypeOf(auditProject(gitlab, "group/app")).toEqualTypeOf<Promise<Audit>>();
  expectTypeOf(parseDesiredState("")).toEqualTypeOf<DesiredState[]>();
});

test("a result of a fleet has a value or an error", async () => {
  for await (const { plan, error } of planAll(gitlab, [{ project: 1 }])) {
    expectTypeOf(plan).toEqualTypeOf<Plan | undefined>();
    expectTypeOf(error).toEqualTypeOf<unknown>();
  }
  for await (const one of applyAll(gitlab, [parsePlan("{}")])) {
    if (one.result !== undefined) expectTypeOf(one.result.ok).toEqualTypeOf<boolean>();
  }
  for await (const { audit } of auditAll(gitlab, ["group/app", { project: 1 }])) {
    expectTypeOf(audit).toEqualTypeOf<Audit | undefined>();
  }
});

test("wrong use does not compile", () => {
  // @ts-expect-error -- no project
  planProject(gitlab, { inboundEnabled: true });
  // @ts-expect-error -- a typo
  planProject(gitlab, { project: 1, inboundEnable: true });
  // @ts-expect-error -- an unset variable
  planProject(gitlab, { project: 1, inboundEnabled: undefined });
  // @ts-expect-error -- GitLab's name
  planProject(gitlab, { project: 1, inbound_enabled: true });
  // @ts-expect-error -- null is not "left alone"
  planProject(gitlab, { project: 1, projects: null });
  // @ts-expect-error -- a change of the setting has no ID
  const plan: Plan["changes"] = [{ action: "set", id: 1, inboundEnabled: true, from: false }];
  // @ts-expect-error -- no such permission
  applyPlan(gitlab, parsePlan("{}"), { allow: ["everything"] });
  void plan;
});
