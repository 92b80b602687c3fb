import type { Role, Seed } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";
const hidden = "/projects/2/job_token_scope";
const others = Array.from({ length: 200 }, (_, i) => i + 101);

/** Creates a seed in which the token's user has a role in project 1 only. */
function seedFor(role: Role, allowed: { allowedProjects?: number[]; allowedGroups?: number[] } = {}): Seed {
  return {
    projects: [
      { id: 1, path: "group/app", ...allowed },
      { id: 2, path: "other/secret" },
      ...others.map((id) => ({ id, path: `open/p${id}`, visibility: "public" as const })),
    ],
    groups: [
      { id: 8, path: "other" },
      ...others.map((id) => ({ id, path: `g${id}`, visibility: "public" as const })),
    ],
    tokens: [{ token: "glpat-user", roles: { projects: { "1": role } } }],
  };
}

test.for([
  "GET /projects/99/job_token_scope/allowlist?page=two",
  "POST /projects/99/job_token_scope/allowlist",
  "DELETE /projects/path/job_token_scope/allowlist/99",
  "PATCH /projects/99/job_token_scope",
  "POST /projects/99/job_token_scope/groups_allowlist",
])("[order-token-first] %s checks the token first", async (request) => {
  const { call } = await start({ seed: seedFor("developer") });
  expect(await call(request, { token: "glpat-unknown" })).toMatchObject({ status: 401 });
});

test("[order-token-first] the scope of the token is checked before parameters", async () => {
  const seed = { ...seedFor("owner"), tokens: [{ token: "glpat-user", scopes: ["read_api" as const] }] };
  const { call } = await start({ seed });
  expect(await call(`PATCH ${scope}`, { body: {} })).toMatchObject({ status: 403 });
});

test.for([
  `GET ${hidden}/allowlist?page=two`,
  `GET ${scope}/groups_allowlist?per_page=0`,
  `PATCH ${hidden}`,
  `POST ${scope}/allowlist`,
  `POST ${hidden}/groups_allowlist`,
  "DELETE /projects/other%2Fsecret/job_token_scope/allowlist/99",
  `DELETE ${scope}/groups_allowlist/none`,
])("[order-parameters-second] %s validates parameters before any lookup", async (request) => {
  const { call } = await start({ seed: seedFor("developer") });
  expect(await call(request)).toMatchObject({ status: 400, body: { error: expect.any(String) } });
});

test.for([
  ["GET ", "", undefined],
  ["PATCH ", "", { enabled: true }],
  ["GET ", "/allowlist", undefined],
  ["POST ", "/allowlist", { target_project_id: 99 }],
  ["GET ", "/groups_allowlist", undefined],
  ["POST ", "/groups_allowlist", { target_group_id: 99 }],
] as const)(
  "[order-project-before-role] [order-role-before-target] %s…%s looks up the project, then checks the role",
  async ([method, suffix, body]) => {
    const { call } = await start({ seed: seedFor("developer") });
    expect(await call(`${method}${hidden}${suffix}`, { body })).toMatchObject({ status: 404 });
    expect(await call(`${method}${scope}${suffix}`, { body })).toMatchObject({ status: 403 });
  },
);

test("[order-delete-target-first] DELETE looks up the target, then the project, then checks the role", async () => {
  const { call } = await start({ seed: seedFor("developer") });
  const missing = (resource: string) => ({ status: 404, body: { message: `404 ${resource} Not Found` } });
  expect(await call(`DELETE ${hidden}/groups_allowlist/99`)).toMatchObject(
    missing("target_group_id not found"),
  );
  expect(await call(`DELETE ${hidden}/groups_allowlist/8`)).toMatchObject(missing("Project"));
  expect(await call(`DELETE ${scope}/groups_allowlist/8`)).toMatchObject({ status: 403 });
  expect(await call(`DELETE ${scope}/allowlist/99`)).toMatchObject(missing("Project"));
  expect(await call(`DELETE ${hidden}/allowlist/101`)).toMatchObject(missing("Project"));
  expect(await call(`DELETE ${scope}/allowlist/101`)).toMatchObject({ status: 403 });
});

test("[order-target-before-rules] the target is looked up before the limit is checked", async () => {
  const full = { allowedProjects: others, allowedGroups: others };
  const { call } = await start({ seed: seedFor("maintainer", full) });
  const add = (list: string, body: object) => call(`POST ${scope}/${list}`, { body });
  const message = expect.stringContaining("don't have permission to perform this action");
  expect(await add("allowlist", { target_project_id: 99 })).toMatchObject({ status: 404 });
  expect(await add("allowlist", { target_project_id: 2 })).toMatchObject({ status: 400, body: { message } });
  expect(await add("groups_allowlist", { target_group_id: 99 })).toMatchObject({ status: 404 });
  expect(await add("groups_allowlist", { target_group_id: 8 })).toMatchObject({
    status: 400,
    body: { message },
  });
});

test("[order-limit-before-duplicate] the limit is checked before duplicates", async () => {
  const full = { allowedProjects: others, allowedGroups: others };
  const { call } = await start({ seed: seedFor("maintainer", full) });
  const message = expect.stringContaining("exceeds the allowable number of");
  expect(await call(`POST ${scope}/allowlist`, { body: { target_project_id: 101 } })).toMatchObject({
    status: 400,
    body: { message },
  });
  expect(await call(`POST ${scope}/groups_allowlist`, { body: { target_group_id: 101 } })).toMatchObject({
    status: 400,
    body: { message },
  });
});

test("[list-order] lists and the state are in the order of the IDs, not in that of their digits", async () => {
  const ids = [100, 9, 20];
  const seed: Seed = {
    projects: [{ id: 10, path: "group/app", allowedProjects: ids, allowedGroups: ids }].concat(
      ids.map((id) => ({ id, path: `group/p${id}`, allowedProjects: [], allowedGroups: [] })),
    ),
    groups: ids.map((id) => ({ id, path: `g${id}` })),
  };
  const { gitlab, call } = await start({ seed });
  const list = async (name: string) => {
    const { body } = await call(`GET /projects/10/job_token_scope/${name}`);
    return (body as { id: number }[]).map(({ id }) => id);
  };
  expect(await list("allowlist")).toEqual([9, 10, 20, 100]);
  expect(await list("groups_allowlist")).toEqual([9, 20, 100]);
  const project = gitlab.state().projects.find(({ id }) => id === 10);
  expect(project).toMatchObject({ allowedProjects: [9, 20, 100], allowedGroups: [9, 20, 100] });
});
