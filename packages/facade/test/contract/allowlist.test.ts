import { expect, test } from "vitest";
import { errorOf, sent, start } from "../helpers.js";

const list = "/projects/1/job_token_scope/allowlist";
const groupList = "/projects/1/job_token_scope/groups_allowlist";

test("an entry has one id, whether it was made or listed, and it is never the owner's", async () => {
  const { gitlab } = await start();
  const { allowlist } = gitlab.project(1).jobTokenScope;
  const made = await allowlist.create({ targetProjectId: 42 });
  expect(made.getId()).toBe(42);
  const listed = (await allowlist.list()).find((entry) => entry.getId() === made.getId());
  expect(listed).toMatchObject({ id: 42, path: "group/tool", isSourceProject: false });
  await listed?.delete();
  expect((await allowlist.list()).map((entry) => entry.getId())).toEqual([1]);
});

test("works without get(), and from a scope that was read", async () => {
  const { gitlab } = await start();
  const { jobTokenScope } = gitlab.project(1);
  const scope = await jobTokenScope.get();
  await jobTokenScope.allowlist.create({ targetProjectId: 2 });
  expect((await scope.allowlist.list()).map(({ id }) => id)).toEqual([1, 2]);
  await jobTokenScope.groupsAllowlist.create({ targetGroupId: 8 });
  expect((await scope.groupsAllowlist.list()).map(({ id, path }) => [id, path])).toEqual([[8, "partner"]]);
});

test("a path becomes its number before POST and DELETE, and is looked up once", async () => {
  const { server, gitlab } = await start();
  const { allowlist } = gitlab.project("group/app").jobTokenScope;
  await allowlist.create({ targetProjectId: "group/tool" });
  await allowlist.delete("Group/Tool");
  expect(sent(server)).toEqual([
    "GET /projects/group%2Fapp",
    "GET /projects/group%2Ftool",
    `POST ${list}`,
    `DELETE ${list}/42`,
  ]);
});

test("a group's path becomes its number too", async () => {
  const { server, gitlab } = await start();
  const { groupsAllowlist } = gitlab.project(1).jobTokenScope;
  await groupsAllowlist.create({ targetGroupId: "partner" });
  await groupsAllowlist.delete("partner");
  expect(sent(server)).toEqual([
    "GET /groups/partner?with_projects=false",
    `POST ${groupList}`,
    `DELETE ${groupList}/8`,
  ]);
});

test("the owner's own entry is there already, and stays", async () => {
  const { server, gitlab } = await start();
  const { allowlist } = gitlab.project("group/app").jobTokenScope;
  expect(await allowlist.ensurePresent("group/app")).toBe(false);
  const [own] = await allowlist.list();
  for (const call of [
    () => own?.delete(),
    () => allowlist.delete("group/app"),
    () => allowlist.ensureAbsent(1),
  ]) {
    const error = await errorOf(call);
    expect(error).toMatchObject({ code: "invalid_request" });
    expect(error.message).toContain("The project 1 owns this allowlist");
  }
  expect(sent(server).filter((request) => !request.startsWith("GET"))).toEqual([]);
});

test("GitLab's refusals have their codes", async () => {
  const seed = {
    projects: [
      { id: 1, path: "group/app", allowedProjects: [2], allowedGroups: [7] },
      { id: 2, path: "group/library" },
      { id: 3, path: "hidden/secret" },
    ],
    groups: [
      { id: 7, path: "group" },
      { id: 8, path: "hidden" },
    ],
    tokens: [{ token: "glpat-user", roles: { groups: { "7": "maintainer" as const } } }],
  };
  const { gitlab } = await start({ seed });
  const { allowlist, groupsAllowlist } = gitlab.project(1).jobTokenScope;
  expect(await errorOf(() => allowlist.create({ targetProjectId: 2 }))).toMatchObject({
    code: "already_allowed",
  });
  expect(await errorOf(() => groupsAllowlist.create({ targetGroupId: 7 }))).toMatchObject({
    code: "already_allowed",
  });
  expect(await errorOf(() => allowlist.create({ targetProjectId: 3 }))).toMatchObject({
    code: "target_inaccessible",
  });
  expect(await errorOf(() => groupsAllowlist.create({ targetGroupId: 8 }))).toMatchObject({
    code: "target_inaccessible",
  });
  expect(await errorOf(() => allowlist.create({ targetProjectId: 99 }))).toMatchObject({ code: "not_found" });
  expect(await errorOf(() => allowlist.create({ targetProjectId: "hidden/secret" }))).toMatchObject({
    code: "not_found",
  });
  expect(await errorOf(() => allowlist.delete(3))).toMatchObject({ code: "not_allowed" });
  expect(await errorOf(() => groupsAllowlist.delete(8))).toMatchObject({ code: "not_allowed" });
  expect(await errorOf(() => gitlab.project(3).jobTokenScope.allowlist.list())).toMatchObject({
    code: "not_found",
  });
});

test("a full list is told", async () => {
  const others = Array.from({ length: 201 }, (_, i) => ({ id: i + 2, path: `group/p${i + 2}` }));
  const full = { id: 1, path: "group/app", allowedProjects: others.slice(0, 200).map(({ id }) => id) };
  const { gitlab } = await start({ seed: { projects: [full, ...others] } });
  const { allowlist } = gitlab.project(1).jobTokenScope;
  expect(await allowlist.list()).toHaveLength(201);
  expect(await errorOf(() => allowlist.create({ targetProjectId: 202 }))).toMatchObject({
    code: "allowlist_full",
  });
});
