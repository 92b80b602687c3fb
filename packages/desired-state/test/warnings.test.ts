import { type DesiredState, planProject } from "@gitlab-job-token-scope/desired-state";
import { expect, test } from "vitest";
import { start, withApp } from "./helpers.js";

type App = Parameters<typeof withApp>[0];
type Others = Parameters<typeof withApp>[1];

/** The warnings of the plan for project 1. */
async function warningsOf(
  state: Partial<DesiredState>,
  app: App = {},
  others: Others = [],
): Promise<string[]> {
  const { gitlab } = await start({ seed: withApp(app, others) });
  const { warnings } = await planProject(gitlab, { project: 1, ...state });
  return warnings.map(({ message }) => message);
}

/** So many projects, each in `team/sub` or where a function says. */
function projectsOf(count: number, pathOf = (index: number): string => `team/sub/p${index}`) {
  return Array.from({ length: count }, (_, index) => ({ id: 100 + index, path: pathOf(index) }));
}

const ids = (projects: readonly { id: number }[]): number[] => projects.map(({ id }) => id);
const removedOne =
  "An entry is removed, with the fine-grained permissions that were set for it. Adding entries again does not bring permissions back.";

test.for<[string, Partial<DesiredState>, App, string[]]>([
  [
    "opening",
    { inboundEnabled: false },
    {},
    [
      "The project is opened: job tokens of every project can use its API, whatever the allowlists say. GitLab refuses this where the instance enforces the setting.",
    ],
  ],
  ["restricting", { inboundEnabled: true }, { inboundEnabled: false }, []],
  [
    "emptying the list of projects",
    { projects: [], prune: true },
    {},
    ["The allowlist is left with no project but the project itself.", removedOne],
  ],
  [
    "emptying the list of groups",
    { groups: [], prune: true },
    {},
    ["The allowlist is left with no group.", removedOne],
  ],
  [
    "what is not found",
    { projects: ["group/gone"], groups: ["gone"] },
    {},
    [
      "The group gone was not found, or the token's user may not see it. It is not added.",
      "The project group/gone was not found, or the token's user may not see it. It is not added.",
    ],
  ],
  [
    "what is named twice",
    { projects: [43, 43, "group/tool", 42], groups: [7, "partner"] },
    {},
    [
      "The group partner (7) is named more than once.",
      "The project 43 is named more than once.",
      "The project 42 is named more than once.",
    ],
  ],
  ["one removal", { projects: [43], prune: true }, {}, [removedOne]],
  [
    "removals",
    { projects: [44], groups: [8], prune: true },
    { allowedProjects: [42, 43], allowedGroups: [7] },
    [
      "3 entries are removed, with the fine-grained permissions that were set for them. Adding entries again does not bring permissions back.",
    ],
  ],
])("%s", async ([, state, app, expected]) => {
  expect(await warningsOf(state, app)).toEqual(expected);
});

test("a project that the token's user cannot see, which is to be removed", async () => {
  const token = "glpat-maintainer";
  const roles = { projects: { "1": "maintainer" as const, "42": "guest" as const } };
  const seed = {
    ...withApp({ allowedProjects: [42, 43] }),
    tokens: [{ token, scopes: ["api" as const], roles }],
  };
  const { gitlab } = await start({ seed }, { token });
  const { warnings } = await planProject(gitlab, { project: 1, projects: [42], prune: true });
  expect(warnings.map(({ code, message }) => [code, message])).toContainEqual([
    "removal_refused",
    "The project partner/client (43) is not visible to the token's user. Before version 19.1, GitLab does not remove it then: somebody who sees it has to, such as an administrator.",
  ]);
});

test.for([
  [
    "the smallest of the groups that cover the most",
    (index: number) => (index < 150 ? `team/sub/deep/p${index}` : `other/p${index}`),
    " Allow the group team/sub/deep instead: it covers 150 of them.",
  ],
  [
    "a group that covers more than the one within it",
    (index: number) => (index < 150 ? `team/sub/p${index}` : `team/p${index}`),
    " Allow the group team instead: it covers 201 of them.",
  ],
  ["none where each has its own", (index: number) => `team${index}/p`, ""],
] as const)("a list over the limit suggests %s", async ([, pathOf, suggestion]) => {
  const many = projectsOf(201, pathOf);
  expect(
    await warningsOf({ projects: many.map(({ path }) => path), prune: true }, { allowedProjects: [] }, many),
  ).toEqual([`The allowlist would have 201 projects, and GitLab allows 200.${suggestion}`]);
});

test("a list over the limit suggests no group where no path is known", async () => {
  const many = projectsOf(201);
  const state = { projects: ids(many), prune: true };
  expect(await warningsOf(state, { allowedProjects: [] }, many)).toEqual([
    "The allowlist would have 201 projects, and GitLab allows 200.",
  ]);
});

test.for([
  [1, "1 entry is"],
  [2, "2 entries are"],
] as const)("a full list: %i removed before others are added", async ([count, words]) => {
  const many = projectsOf(200 + count);
  const state = { projects: ids(many).slice(count), prune: true };
  expect((await warningsOf(state, { allowedProjects: ids(many).slice(0, 200) }, many))[0]).toBe(
    `The allowlist is full: ${words} removed before others are added.`,
  );
});

test("a list that has room for all additions, or gets none, is not full", async () => {
  const many = projectsOf(201);
  const full = { allowedProjects: ids(many).slice(0, 200) };
  const state = { projects: ids(many).slice(1, 200), prune: true };
  expect(await warningsOf(state, full, many)).toEqual([removedOne]);
  const nearlyFull = { allowedProjects: ids(many).slice(0, 199) };
  expect(await warningsOf({ projects: ids(many).slice(1, 200), prune: true }, nearlyFull, many)).toEqual([
    removedOne,
  ]);
});
