import type { Outcome } from "@gitlab-job-token-scope/desired-state";
import { expect, test } from "vitest";
import type { ProjectRecord } from "../src/record.js";
import { stateOf, summarize } from "../src/summary.js";

const common = { version: 1, gitlab: "x", project: { reference: 1 } } as const;
const error = { code: "network", message: "" };
const change = { action: "add", kind: "project", id: 2 } as const;
const missing = [{ kind: "project", path: "a/b" }] as const;
const emptyPlan = {
  version: 1,
  gitlab: "x",
  project: { id: 1 },
  changes: [],
  unchanged: [],
  missing: [],
  warnings: [{ code: "duplicate", message: "" }],
} as const;
const emptyAudit = {
  version: 1,
  gitlab: "x",
  project: { id: 1 },
  inboundEnabled: true,
  projects: [],
  groups: [],
  free: { projects: 199, groups: 200 },
  findings: [],
} as const;
const finding = { code: "unrestricted", message: "" } as const;

const plan = (more: object = {}): ProjectRecord => ({
  ...common,
  command: "plan",
  plan: { ...emptyPlan, ...more },
});
const audit = (findings: number): ProjectRecord => ({
  ...common,
  command: "audit",
  audit: { ...emptyAudit, findings: Array.from({ length: findings }, () => finding) },
});
const applied = (outcomes: Pick<Outcome, "status" | "error">[], more: object = {}): ProjectRecord => ({
  ...common,
  command: "apply",
  plan: { ...emptyPlan, ...more },
  result: { ok: true, outcomes: outcomes.map((outcome) => ({ change, ...outcome })) },
});
const failure = (code: string) => ({ status: "skipped", error: { code, message: "" } }) as Outcome;

test.for<[string, ProjectRecord, ReturnType<typeof stateOf>, 0 | 1 | 2]>([
  ["an error", { ...common, command: "plan", error }, "failed", 1],
  ["a plan without changes", plan(), "unchanged", 0],
  ["a plan with a change", plan({ changes: [change] }), "changed", 2],
  ["a plan with a target that is missing", plan({ missing }), "changed", 2],
  ["a plan that is not there", { ...common, command: "plan" }, "unchanged", 0],
  ["an audit without findings", audit(0), "unchanged", 0],
  ["an audit with findings", audit(2), "changed", 2],
  ["an audit that is not there", { ...common, command: "audit" }, "unchanged", 0],
  ["changes that were made", applied([{ status: "applied" }]), "changed", 0],
  ["changes that were there", applied([{ status: "already" }]), "unchanged", 0],
  ["some of both", applied([{ status: "already" }, { status: "applied" }]), "changed", 0],
  ["nothing to apply", applied([]), "unchanged", 0],
  ["a change that failed", applied([{ status: "applied" }, failure("forbidden")]), "failed", 1],
  ["a change that was skipped", applied([failure("open_not_allowed")]), "failed", 1],
  ["a dry run", applied([failure("dry_run")]), "changed", 2],
  ["a target that was missing", applied([{ status: "applied" }], { missing }), "failed", 1],
  ["no result", { ...common, command: "apply", plan: emptyPlan }, "failed", 1],
])("%s", ([, record, state, status]) => {
  expect(stateOf(record)).toBe(state);
  expect(summarize([record])).toMatchObject({ projects: 1, [state]: 1, status });
});

test("the numbers of a run are those of its projects, and the worst decides its status", () => {
  expect(summarize([audit(2), audit(0), audit(1), { ...common, command: "audit", error }])).toEqual({
    command: "audit",
    projects: 4,
    unchanged: 1,
    changed: 2,
    failed: 1,
    findings: 3,
    status: 1,
  });
  expect(summarize([plan(), plan({ missing })])).toMatchObject({ findings: 0, status: 2 });
});

test("a run without projects has its command", () => {
  expect(summarize([], "apply")).toMatchObject({ command: "apply", projects: 0, status: 0 });
  expect(summarize([])).toMatchObject({ command: "plan" });
});
