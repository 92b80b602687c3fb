import type { Role, Seed, SeedToken } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";

/** The eight calls, and the status that a Maintainer gets. */
const calls: [request: string, body: object | undefined, status: number][] = [
  [`GET ${scope}`, undefined, 200],
  [`PATCH ${scope}`, { enabled: true }, 204],
  [`GET ${scope}/allowlist`, undefined, 200],
  [`POST ${scope}/allowlist`, { target_project_id: 3 }, 201],
  [`DELETE ${scope}/allowlist/3`, undefined, 204],
  [`GET ${scope}/groups_allowlist`, undefined, 200],
  [`POST ${scope}/groups_allowlist`, { target_group_id: 9 }, 201],
  [`DELETE ${scope}/groups_allowlist/9`, undefined, 204],
];

/** The same for callers who are refused: each write would show on lists that have the entries `listed`. */
const refused: [request: string, body?: object][] = [
  ...calls.filter(([request]) => request.startsWith("GET")).map(([request]): [string] => [request]),
  [`PATCH ${scope}`, { enabled: false }],
  [`POST ${scope}/allowlist`, { target_project_id: 4 }],
  [`DELETE ${scope}/allowlist/3`],
  [`POST ${scope}/groups_allowlist`, { target_group_id: 10 }],
  [`DELETE ${scope}/groups_allowlist/9`],
];
const listed = { allowedProjects: [3], allowedGroups: [9] };

function seedWith(token: Omit<SeedToken, "token">, lists: Partial<typeof listed> = {}): Seed {
  return {
    projects: [
      { id: 1, path: "group/app", ...lists },
      { id: 3, path: "other/open", visibility: "public" },
      { id: 4, path: "other/inside", visibility: "internal" },
      { id: 5, path: "above/middle/below/app" },
    ],
    groups: [
      { id: 7, path: "group" },
      { id: 9, path: "other", visibility: "public" },
      { id: 10, path: "above" },
      { id: 11, path: "above/middle" },
      { id: 12, path: "above/middle/below" },
      { id: 13, path: "above/empty" },
    ],
    tokens: [{ token: "glpat-user", ...token }],
  };
}

test.for<Role>(["maintainer", "owner"])("[role-maintainer] a %s can do everything", async (role) => {
  const { gitlab, call } = await start({ seed: seedWith({ roles: { projects: { "1": role } } }) });
  for (const [request, body, status] of calls) {
    expect(await call(request, { body }), request).toMatchObject({ status });
  }
  expect(gitlab.violations()).toEqual([]);
});

test.for<Role>(["guest", "reporter", "developer"])(
  "[role-forbidden] [role-forbidden-delete] a %s can do nothing, and DELETE explains why",
  async (role) => {
    const { gitlab, call } = await start({ seed: seedWith({ roles: { projects: { "1": role } } }, listed) });
    const before = gitlab.state();
    for (const [request, body] of refused) {
      const reason = request.startsWith("DELETE")
        ? " - Insufficient permissions to modify the job token scope"
        : "";
      expect(await call(request, { body }), request).toMatchObject({
        status: 403,
        body: { message: `403 Forbidden${reason}` },
      });
    }
    expect(gitlab.state()).toEqual(before);
  },
);

test("[role-inherited] a role in a group applies to its subgroups and projects", async () => {
  const { call } = await start({ seed: seedWith({ roles: { groups: { "10": "maintainer" } } }) });
  expect(await call("GET /projects/5/job_token_scope")).toMatchObject({ status: 200 });
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 404 });
});

test("[role-inherited] the higher of two roles applies", async () => {
  const roles = { projects: { "1": "maintainer" }, groups: { "7": "guest" } } as const;
  const { call } = await start({ seed: seedWith({ roles }) });
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 200 });
});

test("[role-administrator] an administrator can do everything without a role", async () => {
  const { call } = await start({ seed: seedWith({ admin: true }) });
  for (const [request, body, status] of calls) {
    expect(await call(request, { body }), request).toMatchObject({ status });
  }
});

test("[group-readable] a group is seen by whoever has a role in one of its projects, whatever its letter case", async () => {
  const seed: Seed = {
    projects: [{ id: 1, path: "group/app" }],
    groups: [
      { id: 7, path: "Group" },
      { id: 9, path: "other" },
    ],
    tokens: [{ token: "glpat-x", roles: { projects: { 1: "guest" } } }],
  };
  const { call } = await start({ seed });
  expect(await call("GET /groups/7")).toMatchObject({ status: 200 });
  expect(await call("GET /groups/9")).toMatchObject({ status: 404 });
});

test("[project-invisible] a private project is hidden from users without a role", async () => {
  const { gitlab, call } = await start({ seed: seedWith({}, listed) });
  const before = gitlab.state();
  for (const [request, body] of refused) {
    expect(await call(request, { body }), request).toMatchObject({
      status: 404,
      body: { message: "404 Project Not Found" },
    });
  }
  expect(gitlab.state()).toEqual(before);
});

test.for([
  ["public", 3],
  ["internal", 4],
] as const)(
  "[project-open] a user without a role can see that a project exists if it is %s",
  async ([, id]) => {
    const { call } = await start({ seed: seedWith({}) });
    expect(await call(`GET /projects/${id}/job_token_scope`)).toMatchObject({
      status: 403,
      body: { message: "403 Forbidden" },
    });
  },
);

test.for<[string, SeedToken["roles"], number]>([
  ["in the group", { groups: { "11": "guest" } }, 200],
  ["in an ancestor", { groups: { "10": "guest" } }, 200],
  ["in a subgroup with projects", { groups: { "12": "guest" } }, 200],
  ["in a project of a subgroup", { projects: { "5": "guest" } }, 200],
  ["in a sibling group", { groups: { "13": "owner" } }, 404],
  ["in a project elsewhere", { projects: { "1": "owner" } }, 404],
  ["in no group or project", {}, 404],
])("[group-readable] access to a private group with a role %s", async ([, roles = {}, status]) => {
  const { call } = await start({ seed: seedWith({ roles }) });
  expect(await call("GET /groups/above%2Fmiddle")).toMatchObject({ status });
});
