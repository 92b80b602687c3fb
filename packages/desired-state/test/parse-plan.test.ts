import {
  DesiredStateError,
  isDesiredStateError,
  type Plan,
  parsePlan,
} from "@gitlab-job-token-scope/desired-state";
import { expect, test } from "vitest";

const plan: Plan = {
  version: 1,
  gitlab: "https://gitlab.example.com",
  project: { id: 1, path: "group/app" },
  changes: [
    { action: "add", kind: "group", id: 8, path: "partner" },
    { action: "add", kind: "project", id: 43 },
    { action: "remove", kind: "project", id: 42, path: "group/tool" },
    { action: "set", inboundEnabled: false, from: true },
  ],
  unchanged: [{ kind: "project", id: 44 }],
  missing: [{ kind: "project", path: "group/gone" }],
  warnings: [{ code: "target_not_found", message: "…" }],
};

test("a stored plan is read as it was", () => {
  expect(parsePlan(JSON.stringify(plan))).toEqual(plan);
  expect(() => parsePlan("Planted/secret")).toThrow(/^plan: not JSON$/);
});

test("a group may have the ID of the project", () => {
  const other = { ...plan, changes: [{ action: "add", kind: "group", id: 1, path: "partner" }] };
  expect(parsePlan(JSON.stringify(other))).toEqual(other);
});

test("a project and a group of one ID are two entries", () => {
  const entries = [
    { kind: "project", id: 9 },
    { kind: "group", id: 9 },
  ];
  const changes = entries.map((entry) => ({ action: "add", ...entry }));
  for (const other of [
    { ...plan, changes },
    { ...plan, changes: changes.slice(0, 1), unchanged: entries.slice(1) },
  ]) {
    expect(parsePlan(JSON.stringify(other))).toEqual(other);
  }
});

/** The plan with one value replaced; undefined removes it. */
function edited(path: string, value: unknown): string {
  const copy = structuredClone(plan) as unknown as Record<string, unknown>;
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const parent = keys.reduce((object, key) => object[key] as Record<string, unknown>, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return JSON.stringify(copy);
}

const refused: [string, unknown, RegExp][] = [
  ["version", 2, /version: expected 1, not 2/],
  ["version", undefined, /version: missing/],
  ["gitlab", undefined, /^plan: gitlab: missing$/],
  ["gitlab", 7, /^plan: gitlab: expected a text, not 7$/],
  ["project.path", 7, /^plan: project\.path: not a path in GitLab$/],
  ["project.path", "group/app/", /project\.path: not a path/],
  ["changes.0", 5, /changes\[0\]: expected an object, not 5/],
  ["changes.0", "set", /changes\[0\]: expected an object, not "set"/],
  ["changes.0", {}, /changes\[0\]\.action: missing/],
  ["project", null, /project: expected an object, not null/],
  ["project.id", "1", /project\.id: expected an ID/],
  ["project.id", 0, /project\.id: expected an ID, not/],
  ["project.path", "not a path", /project\.path: not a path/],
  ["project.path", "42", /project\.path: not a path/],
  ["changes", {}, /changes: expected an array/],
  ["changes", undefined, /changes: missing/],
  ["changes.0.action", "delete", /changes\[0\]\.action: expected "add", "remove" or "set"/],
  ["changes.0.kind", "user", /changes\[0\]\.kind: expected "project" or "group"/],
  ["changes.0.id", 1.5, /changes\[0\]\.id: expected an ID, not 1.5/],
  ["changes.0.id", undefined, /changes\[0\]\.id: missing/],
  ["changes.0.target", 8, /changes\[0\]\.target: unknown key/],
  ["changes.0.path", "\u001b[31mred", /changes\[0\]\.path: not a path/],
  ["changes.1", null, /changes\[1\]: expected an object, not null/],
  ["changes.1.id", 1, /^plan: changes\[1\]: the project itself/],
  ["changes.2.id", 43, /changes\[2\]: this project is also in changes\[1\]/],
  ["changes.2.id", 44, /changes\[2\]: this project is also in unchanged\[0\]/],
  ["changes.3.inboundEnabled", "false", /changes\[3\]\.inboundEnabled: expected true or false/],
  ["changes.3.inboundEnabled", true, /changes\[3\]: a change of the setting from a value to the same/],
  [
    "changes.2",
    { action: "set", inboundEnabled: false, from: true },
    /changes\[2\]: a project is opened last/,
  ],
  [
    "changes.2",
    { action: "set", inboundEnabled: true, from: false },
    /changes\[3\]: the setting is changed twice/,
  ],
  ["changes.4", { action: "add", kind: "project", id: 45 }, /changes\[4\]: entries are added before/],
  ["unchanged.0.id", -1, /unchanged\[0\]\.id: expected an ID, not/],
  ["missing.0.path", "", /missing\[0\]\.path: not a path/],
  [
    "warnings.0.code",
    "boom",
    /warnings\[0\]\.code: expected "opens_project", .* or "removes_first", not "boom"/,
  ],
  ["extra", 1, /extra: unknown key/],
];

test.for(refused)("%s: %j is refused", ([path, value, message]) => {
  expect(() => parsePlan(edited(path, value))).toThrow(DesiredStateError);
  expect(() => parsePlan(edited(path, value))).toThrow(message);
});

test("an error of another copy of the package is one, too", () => {
  const brand = Symbol.for("@gitlab-job-token-scope/desired-state/error");
  expect(isDesiredStateError(Object.assign(new Error(), { [brand]: true }))).toBe(true);
  for (const other of [new Error(), {}, null, undefined, "invalid_plan"]) {
    expect(isDesiredStateError(other)).toBe(false);
  }
});

test.for(["", "{", "null", "[]", '"plan"', "1"])("%j is no plan", (json) => {
  try {
    parsePlan(json);
  } catch (error) {
    expect(isDesiredStateError(error) && error.code).toBe("invalid_plan");
    return;
  }
  throw new Error("it was accepted");
});

test.for([
  [20, 20, undefined],
  [21, 21, "and 1 more"],
  [30, 21, "and 10 more"],
] as const)("of %i problems, a message shows 20, and the error has all", ([count, lines, last]) => {
  const changes = Array.from({ length: count }, () => null);
  try {
    parsePlan(JSON.stringify({ ...plan, changes }));
  } catch (error) {
    if (!isDesiredStateError(error)) throw error;
    expect(error.problems).toHaveLength(count);
    const shown = error.message.split("\n");
    expect(shown).toHaveLength(lines);
    if (last !== undefined) expect(shown.at(-1)).toBe(last);
    return;
  }
  throw new Error("it was accepted");
});

test("all problems are reported, with their places as data", () => {
  const json = JSON.stringify({ ...plan, version: 2, gitlab: 1 });
  expect(() => parsePlan(json)).toThrow(/version.*\n.*gitlab/);
  try {
    parsePlan(json);
  } catch (error) {
    if (!isDesiredStateError(error)) throw error;
    expect(error.problems.map(({ path }) => path)).toEqual([["version"], ["gitlab"]]);
    expect(error.toJSON()).toMatchObject({
      name: "DesiredStateError",
      code: "invalid_plan",
      message: error.message,
      problems: error.problems,
    });
  }
});
