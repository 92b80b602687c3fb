import { applyPlan, type DesiredState, formatPlan, planProject } from "@gitlab-job-token-scope/desired-state";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { describe, expect, test } from "vitest";
import { abortEach, errorOf, sent, start, stateOf, withApp, writes } from "./helpers.js";

/** 200 projects, of which all can be on a list. */
const many = Array.from({ length: 205 }, (_, index) => ({ id: 100 + index, path: `team/sub/p${index}` }));
const manyIds = many.map(({ id }) => id);

test("a plan has the changes in the order in which they are made, what stays, and no write", async () => {
  const { server, gitlab } = await start({
    seed: withApp({ inboundEnabled: false }),
  });
  const before = stateOf(server);
  const plan = await planProject(gitlab, {
    project: "group/app",
    inboundEnabled: true,
    projects: ["partner/client", 44],
    groups: ["partner", 8],
    prune: true,
  });
  expect(plan).toEqual({
    version: 1,
    gitlab: server.url,
    project: { id: 1, path: "group/app" },
    changes: [
      { action: "add", kind: "group", id: 8 },
      { action: "add", kind: "project", id: 43, path: "partner/client" },
      { action: "add", kind: "project", id: 44 },
      { action: "set", inboundEnabled: true, from: false },
      { action: "remove", kind: "project", id: 42, path: "group/tool" },
    ],
    unchanged: [{ kind: "group", id: 7, path: "partner" }],
    missing: [],
    warnings: [{ code: "permissions_lost", message: expect.stringContaining("An entry is removed") }],
  });
  expect(writes(server)).toEqual([]);
  expect(stateOf(server)).toEqual(before);
});

describe("requests", () => {
  test("the setting and both lists, and a look-up only for a path that no listed entry has", async () => {
    const { server, gitlab } = await start();
    const state = {
      inboundEnabled: true,
      projects: ["GROUP/tool", "partner/client", 44],
      groups: ["partner"],
    };
    await planProject(gitlab, { project: 1, ...state });
    expect(sent(server).sort()).toEqual([
      "GET /projects/1/job_token_scope",
      "GET /projects/1/job_token_scope/allowlist",
      "GET /projects/1/job_token_scope/groups_allowlist",
      "GET /projects/partner%2Fclient",
    ]);
  });

  test.for<[string, Partial<DesiredState>, string[]]>([
    ["nothing of what is left out", {}, []],
    ["the setting alone", { inboundEnabled: true }, [""]],
    ["the projects alone", { projects: [42] }, ["/allowlist"]],
    ["the groups alone", { groups: [] }, ["/groups_allowlist"]],
  ])("%s is read", async ([, state, paths]) => {
    const { server, gitlab } = await start();
    const plan = await planProject(gitlab, { project: 1, prune: true, ...state });
    expect(sent(server)).toEqual(paths.map((path) => `GET /projects/1/job_token_scope${path}`));
    expect(plan.project.id).toBe(1);
  });
});

describe("the project itself", () => {
  test("is left out, however it is named, and is not removed", async () => {
    const { gitlab } = await start();
    const plan = await planProject(gitlab, {
      project: 1,
      projects: [1, "group/app", "Group/App", "gid://gitlab/Project/1", 42],
      prune: true,
    });
    expect(plan.changes).toEqual([]);
    expect(plan.unchanged).toEqual([{ kind: "project", id: 42, path: "group/tool" }]);
    expect(plan.project).toEqual({ id: 1, path: "group/app" });
  });
});

describe("without prune", () => {
  test("entries that are not named stay", async () => {
    const { gitlab } = await start();
    const plan = await planProject(gitlab, { project: 1, projects: [43], groups: [] });
    expect(plan.changes).toEqual([{ action: "add", kind: "project", id: 43 }]);
    expect(plan.unchanged.map(({ id }) => id)).toEqual([7, 42]);
  });
});

describe("warnings", () => {
  const warningsOf = async (
    state: Partial<DesiredState>,
    app: object = {},
    others: { id: number; path: string }[] = [],
  ): Promise<{ codes: string[]; text: string }> => {
    const { gitlab } = await start({ seed: withApp(app, others) });
    const plan = await planProject(gitlab, { project: 1, ...state });
    return { codes: plan.warnings.map(({ code }) => code), text: formatPlan(plan) };
  };

  test("of opening the project", async () => {
    const { codes, text } = await warningsOf({ inboundEnabled: false });
    expect(codes).toEqual(["opens_project"]);
    expect(text).toMatch(/~ inboundEnabled: true -> false\n.*! The project is opened/);
    expect((await warningsOf({ inboundEnabled: false }, { inboundEnabled: false })).codes).toEqual([]);
  });

  test("of emptying a list, of projects or of groups", async () => {
    const { codes, text } = await warningsOf({ projects: [], groups: [], prune: true });
    expect(codes).toEqual(["empties_list", "empties_list", "permissions_lost"]);
    expect(text).toContain("no group");
    expect(text).toContain("no project but the project itself");
    expect((await warningsOf({ projects: [], groups: [] })).codes).toEqual([]);
    expect(
      (
        await warningsOf(
          { projects: [], groups: [], prune: true },
          { allowedProjects: [], allowedGroups: [] },
        )
      ).codes,
    ).toEqual([]);
  });

  test("of a target that is not found, by kind, and the plan goes on", async () => {
    const { gitlab } = await start();
    const plan = await planProject(gitlab, { project: 1, projects: ["group/gone", 43], groups: ["gone"] });
    expect(plan.missing).toEqual([
      { kind: "group", path: "gone" },
      { kind: "project", path: "group/gone" },
    ]);
    expect(plan.warnings.map(({ code }) => code)).toEqual(["target_not_found", "target_not_found"]);
    expect(plan.changes).toEqual([{ action: "add", kind: "project", id: 43 }]);
    expect(formatPlan(plan)).toContain("? project group/gone: not found");
  });

  test("of something that is named twice, by its path and its ID", async () => {
    const { codes, text } = await warningsOf({
      projects: ["partner/client", 43, 42],
      groups: ["partner", 7],
    });
    expect(codes).toEqual(["duplicate", "duplicate"]);
    expect(text.match(/\+/g)).toHaveLength(1);
    expect(text).toContain("named more than once");
  });

  test.for([
    ["18.8", "failed"],
    ["19.1", "applied"],
  ] as const)("%s: of projects to be removed that the token's user cannot see", async ([version, status]) => {
    const token = "glpat-maintainer";
    const roles = { projects: { "1": "maintainer" as const, "42": "guest" as const } };
    const seed = withApp({ allowedProjects: [42, 43, 44], allowedGroups: [7] });
    const tokens = [{ token, scopes: ["api" as const], roles }];
    const { server } = await start({ gitlab: version, seed: { ...seed, tokens } });
    const gitlab = createGitLab({ url: server.url, token });
    const plan = await planProject(gitlab, { project: 1, projects: [44], groups: [], prune: true });
    const refused = plan.warnings.filter(({ code }) => code === "removal_refused");
    expect(refused.map(({ message }) => message)).toEqual([expect.stringContaining("partner/client (43)")]);
    // A group can be removed without seeing it.
    const { outcomes } = await applyPlan(gitlab, plan, { allow: ["empty"] });
    expect(outcomes.map(({ change, status }) => [change.action !== "set" && change.id, status])).toEqual([
      [7, "applied"],
      [42, "applied"],
      [43, status],
    ]);
    expect(sent(server).filter((request) => /^GET .projects.\d+$/.test(request))).toHaveLength(2);
  });

  test("of a list over 200, with the count and a group that would cover entries", async () => {
    const { codes, text } = await warningsOf({ projects: many.map(({ path }) => path) }, {}, many);
    expect(codes).toEqual(["over_limit"]);
    expect(text).toContain(
      "206 projects, and GitLab allows 200. Allow the group team/sub instead: it covers 205",
    );
  });

  test("of removals that have to come first, because the list is full", async () => {
    const { codes, text } = await warningsOf(
      { projects: manyIds.slice(5), prune: true },
      { allowedProjects: manyIds.slice(0, 198) },
      many,
    );
    expect(codes).toEqual(["removes_first", "permissions_lost"]);
    expect(text).toContain("5 entries are removed before");
  });
});

test("a full list: what fits is added first, then each addition follows a removal that makes room for it, and then the project is restricted", async () => {
  const app = { allowedProjects: manyIds.slice(0, 198), inboundEnabled: false };
  const { gitlab } = await start({ seed: withApp(app, many) });
  const projects = manyIds.slice(6, 204);
  const plan = await planProject(gitlab, { project: 1, inboundEnabled: true, projects, prune: true });
  const steps = plan.changes.map((change) =>
    change.action === "set" ? "set" : `${change.action} ${change.id}`,
  );
  expect(steps).toEqual([
    "add 298",
    "add 299",
    ...[0, 1, 2, 3].flatMap((index) => [`remove ${100 + index}`, `add ${300 + index}`]),
    "set",
    "remove 104",
    "remove 105",
  ]);
});

test("more than fits: what fits is added first, and GitLab refuses the rest", async () => {
  const { gitlab } = await start({ seed: withApp({ allowedProjects: [42] }, many) });
  const plan = await planProject(gitlab, {
    project: 1,
    projects: [...manyIds.slice(0, 201)].reverse(),
    prune: true,
  });
  const steps = plan.changes.map((change) => change.action !== "set" && `${change.action} ${change.id}`);
  expect(steps).toEqual([
    ...manyIds.slice(0, 199).map((id) => `add ${id}`),
    "remove 42",
    "add 299",
    "add 300",
  ]);
});

test("the project itself is neither added nor looked up, also where GitLab does not list it", async () => {
  const seed = {
    projects: [
      { id: 1, path: "Group/App" },
      { id: 43, path: "group/sub/old" },
    ],
  };
  const { server, gitlab } = await start({ seed });
  server.script("listAllowedProjects", [{ status: 200, body: [] }]);
  const plan = await planProject(gitlab, { project: "group/app", projects: [1, "GROUP/app", 43] });
  expect(plan.changes).toEqual([{ action: "add", kind: "project", id: 43 }]);
  const lookUps = server.requests().filter(({ operation }) => operation === "getProject");
  expect(lookUps).toHaveLength(1);
});

test("opening a project comes last", async () => {
  const { gitlab } = await start();
  const state = { project: 1, inboundEnabled: false, projects: [44, 43], prune: true };
  expect((await planProject(gitlab, state)).changes).toEqual([
    { action: "add", kind: "project", id: 43 },
    { action: "add", kind: "project", id: 44 },
    { action: "remove", kind: "project", id: 42, path: "group/tool" },
    { action: "set", inboundEnabled: false, from: true },
  ]);
});

test("a group that has the ID of the project is another thing", async () => {
  const seed = {
    projects: [{ id: 7, path: "group/app", allowedGroups: [7] }],
    groups: [{ id: 7, path: "partner" }],
  };
  const { gitlab } = await start({ seed });
  const plan = await planProject(gitlab, { project: 7, groups: [7] });
  expect(plan.unchanged).toEqual([{ kind: "group", id: 7, path: "partner" }]);
});

test("the project is named by a global ID, and a path in another case is found in the list", async () => {
  const { server, gitlab } = await start();
  const state = {
    project: "gid://gitlab/Project/1",
    projects: ["Group/Tool", "GROUP/app"],
    groups: ["Partner"],
  };
  const plan = await planProject(gitlab, state);
  expect(plan.changes).toEqual([]);
  expect(plan.project).toEqual({ id: 1, path: "group/app" });
  expect(sent(server)).toHaveLength(2);
});

test("a project that GitLab does not list on its own list is known by the path that it was named by", async () => {
  const { server, gitlab } = await start();
  server.script("listAllowedProjects", ["pass"], { repeat: true });
  const plan = await planProject(gitlab, { project: "Group/App", groups: [7] });
  expect(plan.project).toEqual({ id: 1, path: "Group/App" });
});

test("a listed entry is found in any case of its path", async () => {
  const seed = withApp({ allowedProjects: [50], allowedGroups: [51] }, [{ id: 50, path: "Team/Tool" }]);
  const { server, gitlab } = await start({ seed: { ...seed, groups: [{ id: 51, path: "Team" }] } });
  const plan = await planProject(gitlab, { project: 1, projects: ["team/tool"], groups: ["TEAM"] });
  expect(plan.changes).toEqual([]);
  expect(sent(server).filter((request) => !request.includes("/job_token_scope/"))).toEqual([]);
});

test("a look-up that fails is an error, and not something missing", async () => {
  const { server, gitlab } = await start({}, { retry: { limit: 0 } });
  server.script("getProject", [{ status: 500 }]);
  await expect(planProject(gitlab, { project: 1, projects: ["partner/client"] })).rejects.toMatchObject({
    code: "server_error",
  });
});

describe("a state that is not valid is refused before anything is sent", () => {
  const cases: [string, unknown, RegExp][] = [
    ["no state", undefined, /expected an object/],
    ["null", null, /^desired state: expected an object, not null; is something not set\?$/],
    ["a list", [], /expected an object, not an array/],
    ["no project", { inboundEnabled: true }, /^desired state: project: missing$/],
    ["an unset project", { project: undefined }, /project: .*is something not set/],
    ["an empty project", { project: "" }, /project: .*empty/],
    ["an unset setting", { project: 1, inboundEnabled: undefined }, /inboundEnabled: .*is something not set/],
    [
      "null for the setting",
      { project: 1, inboundEnabled: null },
      /inboundEnabled: expected true or false, not null/,
    ],
    [
      "a text for the setting",
      { project: 1, inboundEnabled: "false" },
      /inboundEnabled: expected true or false/,
    ],
    [
      "a number for the setting",
      { project: 1, inboundEnabled: 0 },
      /inboundEnabled: expected true or false, not 0/,
    ],
    ["an unset list", { project: 1, projects: undefined, prune: true }, /projects: /],
    ["null for a list", { project: 1, groups: null, prune: true }, /groups: /],
    ["a text for a list", { project: 1, projects: "group/tool", prune: true }, /projects: /],
    [
      "an unset entry",
      { project: 1, projects: [undefined], prune: true },
      /projects\[0\]: .*is something not set/,
    ],
    ["an empty entry", { project: 1, projects: [42, ""], prune: true }, /projects\[1\]: .*empty/],
    ["an entry that is a variable", { project: 1, groups: ["$GROUP"], prune: true }, /groups\[0\]: /],
    ["an unset prune", { project: 1, prune: undefined }, /prune: /],
    [
      "another case",
      { project: 1, inboundenabled: false },
      /inboundenabled: unknown key, did you mean inboundEnabled\?/,
    ],
    [
      "GitLab's name",
      { project: 1, inbound_enabled: false },
      /inbound_enabled: unknown key, did you mean inboundEnabled\?/,
    ],
    ["a typo", { project: 1, project_s: [] }, /project_s: unknown key, did you mean projects?\?/],
    [
      "nothing like it",
      { project: 1, colour: "red" },
      /colour: unknown key, expected one of project, inboundEnabled, prune, projects, groups$/,
    ],
    ["another kind of thing", 7, /^desired state: expected an object, not 7$/],
    [
      "an empty text",
      { project: 1, prune: "" },
      /^desired state: prune: expected true or false, not ""; is something not set\?$/,
    ],
    ["a short text", { project: 1, prune: "twelve chars" }, /not "twelve chars"$/],
    [
      "a long text, which may be a token",
      { project: 1, prune: "thirteen chars" },
      /prune: expected true or false, not a text$/,
    ],
    ["a fraction", { project: 1.5 }, /^desired state: project: .*1\.5/],
    ["an entry below 1", { project: 1, groups: [0] }, /^desired state: groups\[0\]: .*\b0\b/],
    ["the shape of the file", { project: 1, allow: { projects: [] } }, /allow: unknown key/],
  ];
  test.for(cases)("%s", async ([, state, message]) => {
    const { server, gitlab } = await start();
    const error = await errorOf(() => planProject(gitlab, state as DesiredState));
    expect(error).toMatchObject({ name: "DesiredStateError", code: "invalid_state" });
    expect(error.message).toMatch(message);
    expect(sent(server)).toEqual([]);
  });
});

test("a signal reaches every request", async () => {
  const { server } = await start();
  const state = {
    project: "group/app",
    inboundEnabled: true,
    projects: [43, "partner/sub/server"],
    prune: true,
  };
  const endings = await abortEach(server, (gitlab, signal) =>
    planProject(gitlab, { ...state, groups: ["partner/sub"] }, { signal }),
  );
  // Both lists, the setting, two targets and the project that is to be removed.
  expect(endings).toEqual(Array(6).fill("aborted"));
});

test("additions and removals are in the order of the IDs, not in that of their digits", async () => {
  const listed = [1000, 200, 30].map((id) => ({ id, path: `team/p${id}` }));
  const app = { allowedProjects: listed.map(({ id }) => id), allowedGroups: [] };
  const { gitlab } = await start({ seed: withApp(app, [...listed, ...many.slice(0, 1)]) });
  const { changes } = await planProject(gitlab, { project: 1, projects: [100, 44, 43], prune: true });
  const ids = changes.map((change) =>
    change.action === "set" ? change.action : `${change.action} ${change.id}`,
  );
  expect(ids).toEqual(["add 43", "add 44", "add 100", "remove 30", "remove 200", "remove 1000"]);
});
