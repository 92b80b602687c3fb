import type { Finding } from "@gitlab-job-token-scope/desired-state";
import { expect, test } from "vitest";
import { describeRecord } from "../../src/formats/describe-record.js";
import type { ApplyRecord, PlanRecord } from "../../src/record.js";

const gitlab = "https://gitlab.example.com";
const base = { version: 1, gitlab, command: "apply" } as const;

test("a project has its ID in its title, unless it is called by it", () => {
  const error = { code: "timeout", message: "GitLab did not respond." };
  const title = (project: ApplyRecord["project"]) => describeRecord({ ...base, project, error }).title;
  expect(title({ reference: "group/app", id: 1, path: "group/app" })).toBe("group/app (1)");
  expect(title({ reference: 1, id: 1 })).toBe("1");
  expect(title({ reference: "1", id: 1 })).toBe("1");
  expect(title({ reference: "group/app" })).toBe("group/app");
});

test("an error has the ID of its request, if there was one", () => {
  const project = { reference: 1 };
  const error = { code: "server_error", message: "GitLab failed." };
  expect(describeRecord({ ...base, project, error })).toMatchObject({
    status: "failed",
    headline: "server_error",
    lines: ["! GitLab failed."],
  });
  const { lines } = describeRecord({ ...base, project, error: { ...error, requestId: "01KB0Q" } });
  expect(lines).toEqual(["! GitLab failed.", "  Request ID: 01KB0Q"]);
});

test("what became of a plan is counted by status, with what was not found", () => {
  const add = (id: number) => ({ action: "add", kind: "project", id }) as const;
  const error = { code: "forbidden", message: "403 Forbidden" } as const;
  const record: ApplyRecord = {
    ...base,
    project: { reference: 1, id: 1 },
    plan: {
      version: 1,
      gitlab,
      project: { id: 1 },
      changes: [add(2), add(3), add(4), add(5)],
      unchanged: [],
      missing: [{ kind: "group", path: "none" }],
      warnings: [],
    },
    result: {
      ok: false,
      outcomes: [
        { change: add(2), status: "applied" },
        { change: add(3), status: "already" },
        { change: add(4), status: "failed", error },
        { change: add(5), status: "applied" },
      ],
    },
  };
  expect(describeRecord(record)).toMatchObject({
    status: "failed",
    headline: "2 applied, 1 made already, 1 failed, 1 not found",
    lines: [
      "+ project 2: applied",
      "+ project 3: already",
      "! + project 4: failed (forbidden): 403 Forbidden",
      "+ project 5: applied",
      "? group none: not found",
    ],
  });
  const done: ApplyRecord = { ...base, project: { reference: 1 }, result: { ok: true, outcomes: [] } };
  expect(describeRecord(done)).toMatchObject({
    status: "unchanged",
    headline: "nothing to change",
    lines: [],
  });
});

const emptyPlan = {
  version: 1,
  gitlab,
  project: { id: 1 },
  changes: [],
  unchanged: [],
  missing: [],
  warnings: [],
} as const;

test.for<[string, Partial<NonNullable<PlanRecord["plan"]>>, string[]]>([
  [
    "1 removal",
    { changes: [{ action: "remove", kind: "group", id: 7, path: "partner" }] },
    ["- group partner (7)"],
  ],
  ["1 addition", { changes: [{ action: "add", kind: "project", id: 2 }] }, ["+ project 2"]],
  [
    "is opened to every project",
    {
      changes: [{ action: "set", inboundEnabled: false, from: true }],
      unchanged: [{ kind: "project", id: 2 }],
    },
    ["~ inboundEnabled: true -> false", "  1 entry stays"],
  ],
  [
    "2 not found",
    {
      missing: [
        { kind: "group", path: "none" },
        { kind: "project", path: "a/none" },
      ],
      unchanged: [{ kind: "project", id: 2 }],
      warnings: [
        { code: "target_not_found", message: "The group none was not found." },
        { code: "duplicate", message: "The project 2 is named twice." },
      ],
    },
    ["? group none: not found", "? project a/none: not found", "! The project 2 is named twice."],
  ],
])("a plan: %s", ([headline, plan, lines]) => {
  const record: PlanRecord = {
    ...base,
    command: "plan",
    project: { reference: 1 },
    plan: { ...emptyPlan, ...plan },
  };
  expect(describeRecord(record)).toMatchObject({ status: "pending", headline, lines });
});

test("a plan without changes has nothing to change", () => {
  const record: PlanRecord = { ...base, command: "plan", project: { reference: 1 }, plan: emptyPlan };
  expect(describeRecord(record)).toMatchObject({
    status: "unchanged",
    headline: "nothing to change",
    lines: [],
  });
});

test("what a dry run would change is described like a plan", () => {
  const change = { action: "add", kind: "project", id: 2 } as const;
  const error = { code: "dry_run", message: "This change would be made." } as const;
  const record: ApplyRecord = {
    ...base,
    project: { reference: 1 },
    plan: { ...emptyPlan, changes: [change] },
    result: { ok: false, outcomes: [{ change, status: "skipped", error }] },
  };
  expect(describeRecord(record)).toMatchObject({
    status: "pending",
    headline: "1 addition",
    lines: ["+ project 2"],
  });
});

test("findings are counted by code, and each of them and of the differences is a line", () => {
  const audit = {
    version: 1,
    gitlab,
    project: { id: 1 },
    inboundEnabled: false,
    projects: [],
    groups: [],
    free: { projects: 199, groups: 200 },
  } as const;
  const record = { ...base, command: "audit", project: { reference: 1 } } as const;
  expect(describeRecord({ ...record, audit: { ...audit, findings: [] } })).toMatchObject({
    status: "unchanged",
    headline: "no findings",
    lines: [],
  });
  const findings: Finding[] = [
    { code: "unreadable_target", message: "The project 2 is not visible." },
    { code: "differs", message: "The project differs." },
    { code: "unreadable_target", message: "The project 3 is not visible." },
  ];
  const differences = {
    changes: [{ action: "set", inboundEnabled: true, from: false } as const],
    missing: [{ kind: "group", path: "none" } as const],
  };
  expect(describeRecord({ ...record, audit: { ...audit, findings, differences } })).toMatchObject({
    status: "findings",
    headline: "2 unreadable_target, differs",
    lines: [
      "! unreadable_target: The project 2 is not visible.",
      "! differs: The project differs.",
      "! unreadable_target: The project 3 is not visible.",
      "~ inboundEnabled: false -> true",
      "? group none: not found",
    ],
  });
});
