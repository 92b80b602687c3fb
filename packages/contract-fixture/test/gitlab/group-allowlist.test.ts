import { expect, test } from "vitest";
import { start } from "../helpers.js";

const list = "/projects/1/job_token_scope/groups_allowlist";

test("lists what was added, and no more what was removed", async () => {
  const { gitlab, call } = await start();
  expect((await call(`GET ${list}`)).body).toEqual([]);
  expect(await call(`POST ${list}`, { body: { target_group_id: 8 } })).toMatchObject({
    status: 201,
    body: { source_project_id: 1, target_group_id: 8 },
  });
  expect(await call(`GET ${list}`)).toMatchObject({
    status: 200,
    body: [{ id: 8, name: "partner", web_url: `${gitlab.url}/groups/partner` }],
  });
  expect(await call(`DELETE ${list}/8`)).toMatchObject({ status: 204, body: undefined });
  expect((await call(`GET ${list}`)).body).toEqual([]);
  expect(gitlab.violations()).toEqual([]);
});

test("refuses what is listed already, what does not exist, and what is not listed", async () => {
  const { call } = await start();
  await call(`POST ${list}`, { body: { target_group_id: 8 } });
  expect(await call(`POST ${list}`, { body: { target_group_id: 8 } })).toMatchObject({
    status: 400,
    body: { message: "400 Bad request - This group is already in the job token allowlist." },
  });
  for (const missing of [
    await call(`POST ${list}`, { body: { target_group_id: 99 } }),
    await call(`DELETE ${list}/99`),
  ]) {
    expect(missing).toMatchObject({
      status: 404,
      body: { message: "404 target_group_id not found Not Found" },
    });
  }
  expect(await call(`DELETE ${list}/7`)).toMatchObject({
    status: 400,
    body: { message: "400 Bad request - Target group is not in the job token scope" },
  });
});

test("holds 200 groups, counted apart from projects", async () => {
  const groups = Array.from({ length: 201 }, (_, i) => ({ id: i + 1, path: `g${i + 1}` }));
  const full = { id: 1, path: "g1/app", allowedGroups: groups.slice(0, 200).map(({ id }) => id) };
  const { call } = await start({ seed: { projects: [full, { id: 2, path: "g1/other" }], groups } });
  expect(await call(`POST ${list}`, { body: { target_group_id: 201 } })).toMatchObject({
    status: 400,
    body: {
      message:
        "400 Bad request - Validation failed: Source project exceeds the allowable number of group links",
    },
  });
  expect(
    await call("POST /projects/1/job_token_scope/allowlist", { body: { target_project_id: 2 } }),
  ).toMatchObject({ status: 201 });
});
