import { expect, test } from "vitest";
import { rule, start } from "../helpers.js";

const list = "/projects/1/job_token_scope/allowlist";
const ids = (body: unknown): number[] => (body as { id: number }[]).map(({ id }) => id);
const projectNotFound = { status: 404, body: { message: "404 Project Not Found" } };

/** A world whose user is Maintainer of project 1 and sees no other. */
const seed = {
  projects: [
    { id: 1, path: "group/app", allowedProjects: [42] },
    { id: 42, path: "other/secret" },
  ],
  tokens: [{ token: "glpat-user", roles: { projects: { "1": "maintainer" as const } } }],
};

test("[add-entry] [entry-id] [remove-entry] [list-order] lists what was added, and no more what was removed", async () => {
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

test("[policies-not-in-rest] neither takes nor tells what an entry permits", async () => {
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
] as const)("%s refuses what is listed already in the words of %s", async ([, gitlab, text]) => {
  const { call } = await start({ gitlab });
  await call(`POST ${list}`, { body: { target_project_id: 42 } });
  expect(await call(`POST ${list}`, { body: { target_project_id: 42 } })).toMatchObject(rule(text));
});

test("[target-project-unknown] adds no project that does not exist", async () => {
  const { call } = await start();
  expect(await call(`POST ${list}`, { body: { target_project_id: 99 } })).toMatchObject({
    status: 404,
    body: { message: "404 target_project_id not found Not Found" },
  });
});

test("[target-project-unknown-delete] [not-listed-project] tells a project that does not exist from one that is not listed", async () => {
  const { call } = await start();
  expect(await call(`DELETE ${list}/99`)).toMatchObject(projectNotFound);
  expect(await call(`DELETE ${list}/42`)).toMatchObject(rule("Target project is not in the job token scope"));
});

test("[target-unreadable] adds no project that the caller may not read", async () => {
  const { call } = await start({ seed });
  expect(await call(`POST ${list}`, { body: { target_project_id: 42 } })).toMatchObject(
    rule(
      "The target_project that you are attempting to access does not exist or you don't have permission to perform this action",
    ),
  );
});

test("[list-unreadable] lists what the caller may not read", async () => {
  const { call } = await start({ seed });
  expect(ids((await call(`GET ${list}`)).body)).toEqual([1, 42]);
});

test.for(["18.0", "18.8"] as const)(
  "[remove-unreadable-refused] removes nothing unreadable in %s",
  async (gitlab) => {
    const { call } = await start({ seed, gitlab });
    expect(await call(`DELETE ${list}/42`)).toMatchObject(projectNotFound);
  },
);

test("[remove-unreadable] removes what the caller may not read in 19.1", async () => {
  const { call } = await start({ seed });
  expect(await call(`DELETE ${list}/42`)).toMatchObject({ status: 204 });
});

test("[list-while-disabled] is read and written while the scope is off", async () => {
  const { call } = await start();
  await call("PATCH /projects/1/job_token_scope", { body: { enabled: false } });
  expect(await call(`POST ${list}`, { body: { target_project_id: 42 } })).toMatchObject({ status: 201 });
  expect(ids((await call(`GET ${list}`)).body)).toEqual([1, 42]);
  expect(await call(`DELETE ${list}/42`)).toMatchObject({ status: 204 });
});

test("[limit-projects] [list-own-project] holds 200 projects beside the project itself", async () => {
  const others = Array.from({ length: 201 }, (_, i) => ({ id: i + 2, path: `group/p${i + 2}` }));
  const almost = { id: 1, path: "group/app", allowedProjects: others.slice(0, 199).map(({ id }) => id) };
  const { call } = await start({ seed: { projects: [almost, ...others] } });
  expect(await call(`POST ${list}`, { body: { target_project_id: 201 } })).toMatchObject({ status: 201 });
  expect(await call(`POST ${list}`, { body: { target_project_id: 202 } })).toMatchObject(
    rule("Validation failed: Source project exceeds the allowable number of project links in this direction"),
  );
  expect((await call(`GET ${list}`)).headers.get("x-total")).toBe("201");
});
