import { fromGitlabform } from "@gitlab-job-token-scope/desired-state";
import { describe, expect, test } from "vitest";

test("the settings of each project", () => {
  const yaml = `
gitlab:
  url: https://gitlab.example.com
projects_and_groups:
  group/app:
    job_token_scope:
      limit_access_to_this_project: true
      allowlist:
        enforce: true
        projects:
          - group/tool
          - 42
        groups:
          - partner
    project_settings:
      visibility: private
  group/library:
    job_token_scope:
      limit_access_to_this_project: false
  group/other:
    job_token_scope:
      allowlist:
        groups: [7]
  group/unrelated:
    members: {}
  group/nothing:
`;
  expect(fromGitlabform(yaml)).toEqual({
    states: [
      {
        project: "group/app",
        inboundEnabled: true,
        projects: ["group/tool", 42],
        groups: ["partner"],
        prune: true,
      },
      { project: "group/library", inboundEnabled: false },
      { project: "group/other", inboundEnabled: true, groups: [7] },
    ],
    notes: [],
  });
});

test("what applies to many projects is noted, and so are the projects that it applies to", () => {
  const yaml = `
projects_and_groups:
  "*":
    project_settings: {}
  group/*:
    job_token_scope: { allowlist: { projects: [1] } }
  group/app:
    job_token_scope: { allowlist: { projects: [2] } }
  group/sub/app:
    job_token_scope: { allowlist: { projects: [2] } }
  group-2/app:
    job_token_scope: { allowlist: { projects: [3] } }
`;
  const { states, notes } = fromGitlabform(yaml);
  expect(states).toEqual([{ project: "group-2/app", inboundEnabled: true, projects: [3] }]);
  expect(notes).toEqual([
    expect.stringMatching(/^group\/\*: list the projects/),
    expect.stringMatching(/^group\/app: it also has the settings of group\/\*/),
    expect.stringMatching(/^group\/sub\/app: it also has the settings of group\/\*/),
  ]);
});

describe("refused, with the place", () => {
  test.for<[string, string, RegExp]>([
    ["another file", "a: 1", /projects_and_groups/],
    [
      "a setting that is no boolean",
      "projects_and_groups:\n  a/b:\n    job_token_scope: { limit_access_to_this_project: no }",
      /:3:\d+: .*limit_access_to_this_project/,
    ],
    [
      "an entry that is not set",
      "projects_and_groups:\n  a/b:\n    job_token_scope:\n      allowlist:\n        projects:\n          -\n",
      /:6:\d+: .*projects\[0\]/,
    ],
    ["a syntax error", "projects_and_groups: {", /:\d+:\d+: /],
  ])("%s", ([, yaml, message]) => {
    expect(() => fromGitlabform(yaml)).toThrow(message);
  });
});

test("no token is shown", () => {
  const yaml = 'projects_and_groups:\n  a/b: "glpat-abcdefghijklmnopqrst"';
  expect(() => fromGitlabform(yaml)).toThrow(/received a text$/);
});
