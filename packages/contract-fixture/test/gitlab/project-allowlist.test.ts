import { expect, test } from "vitest";
import { ruleViolation, start } from "../helpers.js";

const list = "/projects/1/job_token_scope/allowlist";
const ids = (body: unknown): number[] => (body as { id: number }[]).map(({ id }) => id);
const projectNotFound = { status: 404, body: { message: "404 Project Not Found" } };

/** The user is a Maintainer of project 1 and cannot see project 42. */
const seed = {
  projects: [
    { id: 1, path: "group/app", allowedProjects: [42] },
    { id: 42, path: "other/secret" },
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

test("[policies-not-in-rest] permissions of an entry are neither accepted nor returned", async () => {
  const { call } = await start();
  const policies = { default_permissions: false, job_token_policies: ["read_jobs"] };
  const added = await call(`POST ${list}`, { body: { target_project_id: 42, ...policies } });
  expect(added.body).toEqual({ source_project_id: 1, target_project_id: 42 });
  const [, entry] = (await call(`GET ${list}`)).body as object[];
  for (const name of ["default_permissions", "job_token_policies", "autopopulated"]) {
    expect(entry).not.toHaveProperty(name);
  }
});

test.for([
  ["[duplicate-project-older]", "18.0", "Target project is already in the job token scope"],
  ["[duplicate-project]", "18.8", "This project is already in the job token allowlist."],
  ["[duplicate-project]", "19.1", "This project is already in the job token allowlist."],
] as const)(
  "%s rejects a project that is already listed, with the message of %s",
  async ([, gitlab, text]) => {
    const { call } = await start({ gitlab });
    await call(`POST ${list}`, { body: { target_project_id: 42 } });
    expect(await call(`POST ${list}`, { body: { target_project_id: 42 } })).toMatchObject(
      ruleViolation(text),
    );
  },
);

test("[target-project-unknown] rejects a nonexistent project", async () => {
  const { call } = await start();
  expect(await call(`POST ${list}`, { body: { target_project_id: 99 } })).toMatchObject({
    status: 404,
    body: { message: "404 target_project_id not found Not Found" },
  });
});

test("[target-project-unknown-delete] [not-listed-project] removing a nonexistent project and one that is not listed fail differently", async () => {
  const { call } = await start();
  expect(await call(`DELETE ${list}/99`)).toMatchObject(projectNotFound);
  expect(await call(`DELETE ${list}/42`)).toMatchObject(
    ruleViolation("Target project is not in the job token scope"),
  );
});

test("[target-unreadable] rejects a project that the caller cannot read", async () => {
  const { call } = await start({ seed });
  expect(await call(`POST ${list}`, { body: { target_project_id: 42 } })).toMatchObject(
    ruleViolation(
      "The target_project that you are attempting to access does not exist or you don't have permission to perform this action",
    ),
  );
});

test("[list-unreadable] projects that the caller cannot read are listed", async () => {
  const { call } = await start({ seed });
  expect(ids((await call(`GET ${list}`)).body)).toEqual([1, 42]);
});

test.for(["18.0", "18.8"] as const)(
  "[remove-unreadable-refused] rejects removing a project that the caller cannot read in %s",
  async (gitlab) => {
    const { call } = await start({ seed, gitlab });
    expect(await call(`DELETE ${list}/42`)).toMatchObject(projectNotFound);
  },
);

test("[remove-unreadable] a project that the caller cannot read can be removed in 19.1", async () => {
  const { call } = await start({ seed });
  expect(await call(`DELETE ${list}/42`)).toMatchObject({ status: 204 });
});

test("[list-while-disabled] the allowlist can be read and changed while the scope is disabled", async () => {
  const { call } = await start();
  await call("PATCH /projects/1/job_token_scope", { body: { enabled: false } });
  expect(await call(`POST ${list}`, { body: { target_project_id: 42 } })).toMatchObject({ status: 201 });
  expect(ids((await call(`GET ${list}`)).body)).toEqual([1, 42]);
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
