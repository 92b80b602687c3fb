import { expect, test } from "vitest";
import { start } from "../helpers.js";

const list = "/projects/1/job_token_scope/allowlist";
const ids = (body: unknown): number[] => (body as { id: number }[]).map(({ id }) => id);

test("lists the project itself, what was added, and no more what was removed", async () => {
  const { gitlab, call } = await start();
  expect(ids((await call(`GET ${list}`)).body)).toEqual([1]);
  expect(await call(`POST ${list}`, { body: { target_project_id: 42 } })).toMatchObject({
    status: 201,
    body: { source_project_id: 1, target_project_id: 42 },
  });
  await call(`POST ${list}`, { body: { target_project_id: 2 } });
  expect(ids((await call(`GET ${list}`)).body)).toEqual([1, 2, 42]);
  expect(await call(`DELETE ${list}/42`)).toMatchObject({ status: 204, body: undefined });
  expect(ids((await call(`GET ${list}`)).body)).toEqual([1, 2]);
  expect(gitlab.violations()).toEqual([]);
});

test("shows a private project without what only visitors of its code may see", async () => {
  const seed = {
    projects: [
      { id: 1, path: "group/app", allowedProjects: [2] },
      { id: 2, path: "someone/open", visibility: "public" as const },
    ],
    groups: [{ id: 7, path: "group" }],
  };
  const { call } = await start({ seed });
  const { body } = await call(`GET ${list}`);
  expect(body).toMatchObject([
    {
      id: 1,
      visibility: "private",
      namespace: { id: 7, kind: "group", full_path: "group", parent_id: null },
    },
    { id: 2, visibility: "public", default_branch: "main", forks_count: 0, namespace: { kind: "user" } },
  ]);
  expect((body as object[])[0]).not.toHaveProperty("default_branch");
});

test("refuses what is listed already, in the words of the version", async () => {
  const allow42 = {
    seed: {
      projects: [
        { id: 1, path: "a/b", allowedProjects: [42] },
        { id: 42, path: "a/c" },
      ],
    },
  };
  const old = await start({ ...allow42, gitlab: "18.0" });
  expect(await old.call(`POST ${list}`, { body: { target_project_id: 42 } })).toMatchObject({
    status: 400,
    body: { message: "400 Bad request - Target project is already in the job token scope" },
  });
  const current = await start(allow42);
  expect(await current.call(`POST ${list}`, { body: { target_project_id: 42 } })).toMatchObject({
    status: 400,
    body: { message: "400 Bad request - This project is already in the job token allowlist." },
  });
});

test("tells a target that does not exist from one that is not listed", async () => {
  const { call } = await start();
  expect(await call(`POST ${list}`, { body: { target_project_id: 99 } })).toMatchObject({
    status: 404,
    body: { message: "404 target_project_id not found Not Found" },
  });
  expect(await call(`DELETE ${list}/99`)).toMatchObject({
    status: 404,
    body: { message: "404 Project Not Found" },
  });
  expect(await call(`DELETE ${list}/42`)).toMatchObject({
    status: 400,
    body: { message: "400 Bad request - Target project is not in the job token scope" },
  });
});

test("never removes the project itself, and adds it to its own list in newer versions only", async () => {
  const old = await start({ gitlab: "18.0" });
  expect(await old.call(`POST ${list}`, { body: { target_project_id: 1 } })).toMatchObject({
    status: 400,
    body: {
      message: "400 Bad request - Validation failed: Target project can't be the same as the source project",
    },
  });
  const current = await start();
  expect(await current.call(`POST ${list}`, { body: { target_project_id: 1 } })).toMatchObject({
    status: 201,
  });
  expect(await current.call(`DELETE ${list}/1`)).toMatchObject({
    status: 400,
    body: { message: "400 Bad request - Source project cannot be removed from the job token scope" },
  });
});

test("takes numbers only, and complains of everything that is wrong at once", async () => {
  const { gitlab, call } = await start();
  expect(await call("POST /projects/group%2Fapp/job_token_scope/allowlist", { body: {} })).toMatchObject({
    status: 400,
    body: { error: "id is invalid, target_project_id is missing" },
  });
  expect(await call(`POST ${list}`, { body: { target_project_id: "group/tool" } })).toMatchObject({
    status: 400,
    body: { error: "target_project_id is invalid" },
  });
  expect(await call("DELETE /projects/group%2Fapp/job_token_scope/allowlist/42")).toMatchObject({
    status: 400,
    body: { error: "id is invalid" },
  });
  expect(gitlab.violations().map(({ location }) => location)).toEqual([
    "body",
    "path.id",
    "body.target_project_id",
    "path.id",
  ]);
});

test("holds 200 projects", async () => {
  const others = Array.from({ length: 201 }, (_, i) => ({ id: i + 2, path: `group/p${i + 2}` }));
  const full = { id: 1, path: "group/app", allowedProjects: others.slice(0, 200).map(({ id }) => id) };
  const { call } = await start({ seed: { projects: [full, ...others] } });
  expect(await call(`POST ${list}`, { body: { target_project_id: 202 } })).toMatchObject({
    status: 400,
    body: {
      message:
        "400 Bad request - Validation failed: Source project exceeds the allowable number of project links in this direction",
    },
  });
  expect((await call(`GET ${list}`)).headers.get("x-total")).toBe("201");
});
