import { expect, test } from "vitest";
import { ruleViolation, start } from "../helpers.js";

const list = "/projects/1/job_token_scope/groups_allowlist";
const ids = (body: unknown): number[] => (body as { id: number }[]).map(({ id }) => id);

/** The user is a Maintainer of project 1 and cannot see either group. */
const seed = {
  projects: [{ id: 1, path: "group/app", allowedGroups: [9] }],
  groups: [
    { id: 8, path: "partner" },
    { id: 9, path: "other" },
  ],
  tokens: [{ token: "glpat-user", roles: { projects: { "1": "maintainer" as const } } }],
};

test("[add-entry] [entry-id] [remove-entry] added entries are listed until they are removed", async () => {
  const { gitlab, call } = await start();
  expect((await call(`GET ${list}`)).body).toEqual([]);
  const added = await call(`POST ${list}`, { body: { target_group_id: 8 } });
  expect(added.status).toBe(201);
  expect(added.body).toEqual({ source_project_id: 1, target_group_id: 8 });
  expect(ids((await call(`GET ${list}`)).body)).toEqual([8]);
  expect(await call(`DELETE ${list}/8`)).toMatchObject({ status: 204, body: undefined });
  expect((await call(`GET ${list}`)).body).toEqual([]);
  expect(gitlab.violations()).toEqual([]);
});

test("[list-order] groups are listed by ascending ID", async () => {
  const { call } = await start();
  for (const target_group_id of [8, 7]) await call(`POST ${list}`, { body: { target_group_id } });
  expect(ids((await call(`GET ${list}`)).body)).toEqual([7, 8]);
});

test("[target-unreadable] rejects a group that the caller cannot read", async () => {
  const { gitlab, call } = await start({ seed });
  const before = gitlab.state();
  expect(await call(`POST ${list}`, { body: { target_group_id: 8 } })).toMatchObject(
    ruleViolation(
      "The target_group that you are attempting to access does not exist or you don't have permission to perform this action",
    ),
  );
  expect(gitlab.state()).toEqual(before);
});

test.for(["18.0", "18.8", "19.1"] as const)(
  "[list-unreadable] [remove-unreadable-group] groups that the caller cannot read are listed and can be removed in %s",
  async (gitlab) => {
    const { call } = await start({ seed, gitlab });
    expect(ids((await call(`GET ${list}`)).body)).toEqual([9]);
    expect(await call(`DELETE ${list}/9`)).toMatchObject({ status: 204 });
  },
);

test("[limit-groups] the limit is 200 groups, independent of projects", async () => {
  const groups = Array.from({ length: 202 }, (_, i) => ({ id: i + 1, path: `g${i + 1}` }));
  const almost = { id: 1, path: "g1/app", allowedGroups: groups.slice(0, 199).map(({ id }) => id) };
  const { call } = await start({ seed: { projects: [almost, { id: 2, path: "g1/other" }], groups } });
  expect(await call(`POST ${list}`, { body: { target_group_id: 200 } })).toMatchObject({ status: 201 });
  expect(await call(`POST ${list}`, { body: { target_group_id: 201 } })).toMatchObject(
    ruleViolation("Validation failed: Source project exceeds the allowable number of group links"),
  );
  expect(
    await call("POST /projects/1/job_token_scope/allowlist", { body: { target_project_id: 2 } }),
  ).toMatchObject({ status: 201 });
});
