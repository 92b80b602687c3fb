import type { Role, Seed, SeedToken } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";

/** The eight calls, and how each answers a Maintainer. */
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

function seedWith(token: Omit<SeedToken, "token">): Seed {
  return {
    projects: [
      { id: 1, path: "group/app" },
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

test.for<Role>(["maintainer", "owner"])("[role-maintainer] lets a %s do everything", async (role) => {
  const { gitlab, call } = await start({ seed: seedWith({ roles: { projects: { "1": role } } }) });
  for (const [request, body, status] of calls) {
    expect(await call(request, { body }), request).toMatchObject({ status });
  }
  expect(gitlab.violations()).toEqual([]);
});

test.for<Role>(["guest", "reporter", "developer"])(
  "[role-forbidden] [role-forbidden-delete] lets a %s do nothing, and says more on DELETE",
  async (role) => {
    const { call } = await start({ seed: seedWith({ roles: { projects: { "1": role } } }) });
    for (const [request, body] of calls) {
      const reason = request.startsWith("DELETE")
        ? " - Insufficient permissions to modify the job token scope"
        : "";
      expect(await call(request, { body }), request).toMatchObject({
        status: 403,
        body: { message: `403 Forbidden${reason}` },
      });
    }
  },
);

test("[role-inherited] takes a role in a group for everything below it", async () => {
  const { call } = await start({ seed: seedWith({ roles: { groups: { "10": "maintainer" } } }) });
  expect(await call("GET /projects/5/job_token_scope")).toMatchObject({ status: 200 });
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 404 });
});

test("[role-inherited] takes the higher of two roles", async () => {
  const roles = { projects: { "1": "maintainer" }, groups: { "7": "guest" } } as const;
  const { call } = await start({ seed: seedWith({ roles }) });
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 200 });
});

test("[role-administrator] lets an administrator do everything, without a role", async () => {
  const { call } = await start({ seed: seedWith({ admin: true }) });
  for (const [request, body, status] of calls) {
    expect(await call(request, { body }), request).toMatchObject({ status });
  }
});

test("[project-invisible] hides a private project from those without a role", async () => {
  const { call } = await start({ seed: seedWith({}) });
  for (const [request, body] of calls) {
    expect(await call(request, { body }), request).toMatchObject({
      status: 404,
      body: { message: "404 Project Not Found" },
    });
  }
});

test.for([
  ["public", 3],
  ["internal", 4],
] as const)("[project-open] shows a stranger that there is an %s project", async ([, id]) => {
  const { call } = await start({ seed: seedWith({}) });
  expect(await call(`GET /projects/${id}/job_token_scope`)).toMatchObject({
    status: 403,
    body: { message: "403 Forbidden" },
  });
});

test.for<[string, SeedToken["roles"], number]>([
  ["in it", { groups: { "11": "guest" } }, 200],
  ["above it", { groups: { "10": "guest" } }, 200],
  ["in a group below it that has projects", { groups: { "12": "guest" } }, 200],
  ["in a project below it", { projects: { "5": "guest" } }, 200],
  ["beside it", { groups: { "13": "owner" } }, 404],
  ["nowhere", {}, 404],
])("[group-readable] reads a private group with a role %s", async ([, roles = {}, status]) => {
  const { call } = await start({ seed: seedWith({ roles }) });
  expect(await call("GET /groups/above%2Fmiddle")).toMatchObject({ status });
});
