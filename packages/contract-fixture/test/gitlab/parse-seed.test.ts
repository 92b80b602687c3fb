import { type Seed, SeedError, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";

test.for<[string, unknown, string]>([
  ["a number", 5, "seed: Invalid type: Expected Object but received 5"],
  [
    "a misspelt key",
    { projects: [{ id: 1, path: "a/b", allowed: [2] }] },
    "seed.projects[0].allowed: unknown key",
  ],
  ["an ID below 1", { projects: [{ id: 0, path: "a/b" }] }, "seed.projects[0].id: "],
  [
    "a project without a group",
    { projects: [{ id: 1, path: "a" }] },
    "seed.projects[0].path: expected a full path",
  ],
  [
    "two projects with the same ID",
    {
      projects: [
        { id: 1, path: "a/b" },
        { id: 1, path: "a/c" },
      ],
    },
    "seed.projects[1].id: duplicate ID 1",
  ],
  [
    "two projects with the same path",
    {
      projects: [
        { id: 1, path: "a/b" },
        { id: 2, path: "A/B" },
      ],
    },
    "seed.projects[1].path: ",
  ],
  [
    "a group and a project with the same path",
    { groups: [{ id: 1, path: "a/b" }], projects: [{ id: 1, path: "a/b" }] },
    "seed.projects[0].path: ",
  ],
  [
    "a former path that is in use",
    {
      projects: [
        { id: 1, path: "a/b" },
        { id: 2, path: "a/c", formerPaths: ["a/b"] },
      ],
    },
    "seed.projects[1].formerPaths[0]: ",
  ],
  [
    "an unknown project",
    { projects: [{ id: 1, path: "a/b", allowedProjects: [1, 9] }] },
    "seed.projects[0].allowedProjects[1]: the seed has no project 9",
  ],
  [
    "an unknown group",
    { projects: [{ id: 1, path: "a/b", allowedGroups: [9] }] },
    "seed.projects[0].allowedGroups[0]: the seed has no group 9",
  ],
  [
    "a role in an unknown project",
    { tokens: [{ token: "t", roles: { projects: { "9": "guest" } } }] },
    "seed.tokens[0].roles.projects.9: the seed has no project 9",
  ],
  [
    "an unknown role",
    { projects: [{ id: 1, path: "a/b" }], tokens: [{ token: "t", roles: { projects: { "1": "boss" } } }] },
    "seed.tokens[0].roles.projects.1: ",
  ],
  [
    "a role in an unknown group",
    { tokens: [{ token: "t", roles: { groups: { "9": "guest" } } }] },
    "seed.tokens[0].roles.groups.9: the seed has no group 9",
  ],
  [
    "a role of a name",
    { tokens: [{ token: "t", roles: { groups: { g9: "guest" } } }] },
    "seed.tokens[0].roles.groups.g9: expected a numeric ID",
  ],
  [
    "a role of an ID with a suffix",
    { tokens: [{ token: "t", roles: { projects: { "9g": "guest" } } }] },
    "seed.tokens[0].roles.projects.9g: expected a numeric ID",
  ],
  [
    "roles in groups in an array",
    { tokens: [{ token: "t", roles: { groups: [] } }] },
    "seed.tokens[0].roles.groups: expected an object, received an array",
  ],
  ["no tokens", { tokens: [] }, "seed.tokens: "],
  ["a token with a space", { tokens: [{ token: "t t" }] }, "seed.tokens[0].token: expected printable ASCII"],
  [
    "a token that begins with a space",
    { tokens: [{ token: " t" }] },
    "seed.tokens[0].token: expected printable",
  ],
  [
    "a token that ends with a space",
    { tokens: [{ token: "t " }] },
    "seed.tokens[0].token: expected printable",
  ],
  ["a group with a slash", { groups: [{ id: 1, path: "a/" }] }, "seed.groups[0].path: expected a full path"],
  ["a group of dots", { groups: [{ id: 1, path: "a/.." }] }, "seed.groups[0].path: expected a full path"],
  [
    "two groups with the same ID",
    {
      groups: [
        { id: 1, path: "a" },
        { id: 1, path: "b" },
      ],
    },
    "seed.groups[1].id: duplicate ID 1",
  ],
  [
    "two groups with the same path",
    {
      groups: [
        { id: 1, path: "a" },
        { id: 2, path: "A" },
      ],
    },
    'seed.groups[1].path: duplicate path "a"',
  ],
  [
    "a duplicate group on an allowlist",
    { projects: [{ id: 1, path: "a/b", allowedGroups: [1, 1] }], groups: [{ id: 1, path: "a" }] },
    "seed.projects[0].allowedGroups[1]: duplicate ID 1",
  ],
  [
    "two problems",
    { projects: [{ id: 1, path: "a/b", allowedProjects: [8, 9] }] },
    "seed.projects[0].allowedProjects[0]: the seed has no project 8\nseed.projects[0].allowedProjects[1]: the seed has no project 9",
  ],
  ["an array", [], "seed: expected an object, received an array"],
  [
    "roles in an array",
    { tokens: [{ token: "t", roles: { projects: [] } }] },
    "seed.tokens[0].roles.projects: expected an object",
  ],
  [
    "a path that a URL cannot contain",
    { projects: [{ id: 1, path: "../.." }] },
    "seed.projects[0].path: expected a full path",
  ],
  [
    "a project inside a project",
    {
      projects: [
        { id: 1, path: "a/b" },
        { id: 2, path: "A/B/c" },
      ],
    },
    'seed.projects[1].path: "a/b" is a project',
  ],
  [
    "a group inside a project",
    { projects: [{ id: 1, path: "a/b" }], groups: [{ id: 1, path: "a/b/c" }] },
    "seed.groups[0].path: ",
  ],
  [
    "a duplicate entry",
    { projects: [{ id: 1, path: "a/b", allowedProjects: [1, 1] }] },
    "seed.projects[0].allowedProjects[1]: duplicate ID 1",
  ],
  [
    "a duplicate token",
    { tokens: [{ token: "t" }, { token: "t" }] },
    "seed.tokens[1].token: duplicate token",
  ],
])("rejects a seed with %s, and reports the location", async ([, seed, message]) => {
  const starting = startMockGitLab({ seed: seed as Seed });
  await expect(starting).rejects.toThrow(SeedError);
  await expect(starting).rejects.toThrow(message);
});

test("does not repeat a duplicate token in the message", async () => {
  const tokens = [{ token: "glpat-secret" }, { token: "glpat-secret" }];
  await expect(startMockGitLab({ seed: { tokens } })).rejects.toThrow(
    new SeedError("seed.tokens[1].token: duplicate token"),
  );
});

test("accepts dots in paths, and roles by IDs of several digits", async () => {
  const seed: Seed = {
    projects: [{ id: 101, path: ".a/b..c/..." }],
    groups: [{ id: 102, path: ".a/b..c" }],
    tokens: [
      { token: "t", state: "active", roles: { projects: { "101": "guest" }, groups: { "102": "owner" } } },
    ],
  };
  await using gitlab = await startMockGitLab({ seed });
  expect(gitlab.state()).toMatchObject({
    projects: [{ path: ".a/b..c/..." }],
    groups: [{ path: ".a/b..c" }],
  });
});
