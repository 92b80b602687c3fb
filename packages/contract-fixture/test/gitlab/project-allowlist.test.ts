import { expect, test } from "vitest";
import { ruleViolation, start } from "../helpers.js";

const list = "/projects/1/job_token_scope/allowlist";
const ids = (body: unknown): number[] => (body as { id: number }[]).map(({ id }) => id);
const projectNotFound = { status: 404, body: { message: "404 Project Not Found" } };

/** The user is a Maintainer of project 1 and cannot see projects 42 and 43. */
const seed = {
  projects: [
    { id: 1, path: "group/app", allowedProjects: [42] },
    { id: 42, path: "other/secret" },
    { id: 43, path: "other/hidden" },
  ],
  tokens: [{ token: "glpat-user", roles: { projects: { "1": "maintainer" as const } } }],
};

test("[add-entry] [entry-id] [remove-entry] [list-order] added entries are listed until they are removed", async () => {
  const { gitlab, call } = await start();
  const added = await call(`POST ${list}`, { body: { target_project_id: 42 } });
  expect(added.status).toBe(201);
  expect(added.body).toEqual({ source_project_id: 1, target_project_id: 42 });
  await call(`POST ${list}`, { body: { target_project_id: 2 } });
  expect(ids((await call(`GET ${list}`)).body)).toEqual([1, 2, 42]);
  expect(await call(`DELETE ${list}/42`)).toMatchObject({ status: 204, body: undefined });
  expect(ids((await call(`GET ${list}`)).body)).toEqual([1, 2]);
  expect(gitlab.violations()).toEqual([]);
});

test("[target-unreadable] rejects a project that the caller cannot read", async () => {
  const { gitlab, call } = await start({ seed });
  expect(await call(`POST ${list}`, { body: { target_project_id: 43 } })).toMatchObject(
    ruleViolation(
      "The target_project that you are attempting to access does not exist or you don't have permission to perform this action",
    ),
  );
  expect(gitlab.state().projects[0]?.allowedProjects).toEqual([42]);
});

test("[list-unreadable] projects that the caller cannot read are listed", async () => {
  const { call } = await start({ seed });
  expect(ids((await call(`GET ${list}`)).body)).toEqual([1, 42]);
});

test.for(["18.0", "18.8"] as const)(
  "[remove-unreadable-refused] rejects removing a project that the caller cannot read in %s",
  async (version) => {
    const { gitlab, call } = await start({ seed, gitlab: version });
    expect(await call(`DELETE ${list}/42`)).toMatchObject(projectNotFound);
    expect(gitlab.state().projects[0]?.allowedProjects).toEqual([42]);
  },
);

test("[remove-unreadable] a project that the caller cannot read can be removed in 19.1", async () => {
  const { call } = await start({ seed });
  expect(await call(`DELETE ${list}/42`)).toMatchObject({ status: 204 });
});

test("[limit-projects] [list-own-project] the limit is 200 projects in addition to the project itself", async () => {
  const others = Array.from({ length: 201 }, (_, i) => ({ id: i + 2, path: `group/p${i + 2}` }));
  const almost = { id: 1, path: "group/app", allowedProjects: others.slice(0, 199).map(({ id }) => id) };
  const { call } = await start({ seed: { projects: [almost, ...others] } });
  expect(await call(`POST ${list}`, { body: { target_project_id: 201 } })).toMatchObject({ status: 201 });
  expect(await call(`POST ${list}`, { body: { target_project_id: 202 } })).toMatchObject(
    ruleViolation(
      "Validation failed: Source project exceeds the allowable number of project links in this direction",
    ),
  );
  expect((await call(`GET ${list}`)).headers.get("x-total")).toBe("201");
});
