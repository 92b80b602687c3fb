import type { ProjectReference } from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";
import { connectTo, errorOf, sent, start } from "../helpers.js";

const list = "/projects/1/job_token_scope/allowlist";
const groupList = "/projects/1/job_token_scope/groups_allowlist";

test("an entry has the target's ID, whether it was created or listed", async () => {
  const { gitlab } = await start();
  const { allowlist } = gitlab.project(1).jobTokenScope;
  const created = await allowlist.create({ targetProjectId: 42 });
  expect(created.getId()).toBe(42);
  const listed = (await allowlist.list()).find((entry) => entry.getId() === created.getId());
  expect(listed).toMatchObject({ id: 42, path: "group/tool", isSourceProject: false });
  await listed?.delete();
  expect((await allowlist.list()).map((entry) => entry.getId())).toEqual([1]);
});

test("JSON.stringify() shows what an entry is", async () => {
  const { gitlab } = await start();
  const { allowlist, groupsAllowlist } = gitlab.project(1).jobTokenScope;
  await groupsAllowlist.create(8);
  const [own] = await allowlist.list();
  const [group] = await groupsAllowlist.list();
  expect(JSON.parse(JSON.stringify([own, group]))).toEqual([
    {
      kind: "project",
      id: 1,
      name: own?.name,
      path: "group/app",
      webUrl: own?.webUrl,
      isSourceProject: true,
    },
    { kind: "group", id: 8, name: group?.name, path: "partner", webUrl: group?.webUrl },
  ]);
  expect(own?.webUrl).toMatch(/^http.*\/group\/app$/);
  expect(group?.webUrl).toMatch(/^http.*\/groups\/partner$/);
});

test("a listed subgroup has its full path", async () => {
  const { gitlab } = await start({
    seed: {
      projects: [{ id: 1, path: "group/app", allowedGroups: [9] }],
      groups: [
        { id: 7, path: "group" },
        { id: 8, path: "group/sub" },
        { id: 9, path: "group/sub/team" },
      ],
    },
  });
  const [entry] = await gitlab.project(1).jobTokenScope.groupsAllowlist.list();
  expect(entry).toMatchObject({ id: 9, path: "group/sub/team" });
});

test("the path of a listed group is undefined when its URL has none", async () => {
  const urls = [undefined, null, "https://gitlab.example.com/partner"];
  const rows = urls.map((web_url, index) => ({ id: index + 1, name: "partner", web_url }));
  const gitlab = connectTo(() => Response.json(rows, { headers: { "x-total": "3" } }));
  const groups = await gitlab.project(1).jobTokenScope.groupsAllowlist.list();
  expect(groups.map(({ path }) => path)).toEqual([undefined, undefined, undefined]);
});

test("a group with the ID, or the path, of the project that owns the list is not its owner", async () => {
  const seed = {
    projects: [{ id: 8, path: "group/app" }],
    groups: [
      { id: 7, path: "group" },
      { id: 8, path: "partner" },
    ],
  };
  const { server, gitlab } = await start({ seed });
  expect(await gitlab.project(8).jobTokenScope.groupsAllowlist.ensurePresent(8)).toBe(true);
  expect(await gitlab.project(8).jobTokenScope.groupsAllowlist.ensureAbsent("partner")).toBe(true);
  const { groupsAllowlist } = gitlab.project("group/app").jobTokenScope;
  expect(await errorOf(() => groupsAllowlist.ensurePresent("group/app"))).toMatchObject({
    code: "not_found",
  });
  expect(sent(server)).toContain("GET /groups/group%2Fapp?with_projects=false");
});

test("the lists work without get(), and from a scope that was read", async () => {
  const { gitlab } = await start();
  const { jobTokenScope } = gitlab.project(1);
  const scope = await jobTokenScope.get();
  await jobTokenScope.allowlist.create({ targetProjectId: 2 });
  expect((await scope.allowlist.list()).map(({ id }) => id)).toEqual([1, 2]);
  await jobTokenScope.groupsAllowlist.create({ targetGroupId: 8 });
  expect((await scope.groupsAllowlist.list()).map(({ id, path }) => [id, path])).toEqual([[8, "partner"]]);
});

test("create() takes a reference as well as an object, and both send the same request", async () => {
  const { server, gitlab } = await start();
  const { allowlist, groupsAllowlist } = gitlab.project(1).jobTokenScope;
  for (const target of [42, "42", "group/tool", "gid://gitlab/Project/42", { targetProjectId: 42 }]) {
    server.reset();
    const entry = await allowlist.create(target);
    expect(entry).toMatchObject({ kind: "project", id: 42, isSourceProject: false });
    expect(server.requests().at(-1)).toMatchObject({ method: "POST", body: { target_project_id: 42 } });
  }
  for (const target of [8, "8", "partner", "gid://gitlab/Group/8", { targetGroupId: 8 }]) {
    server.reset();
    expect(await groupsAllowlist.create(target)).toMatchObject({ kind: "group", id: 8 });
    expect(server.requests().at(-1)).toMatchObject({ method: "POST", body: { target_group_id: 8 } });
  }
});

test("create() refuses an object with another key before anything is sent", async () => {
  const { server, gitlab } = await start();
  const { allowlist, groupsAllowlist } = gitlab.project(1).jobTokenScope;
  for (const call of [
    // @ts-expect-error -- the other list's key
    () => allowlist.create({ targetGroupId: 7 }),
    // @ts-expect-error -- GitLab's spelling
    () => allowlist.create({ target_project_id: 42 }),
    // @ts-expect-error -- one key too many
    () => allowlist.create({ targetProjectId: 42, id: 42 }),
    // @ts-expect-error -- no key
    () => allowlist.create({}),
  ]) {
    expect(await errorOf(call)).toMatchObject({
      name: "InvalidRequestError",
      code: "invalid_request",
      message: "expected a reference, or an object with targetProjectId and nothing else (project 1)",
    });
  }
  // @ts-expect-error -- the other list's key
  expect(await errorOf(() => groupsAllowlist.create({ targetProjectId: 42 }))).toMatchObject({
    message: "expected a reference, or an object with targetGroupId and nothing else (project 1)",
  });
  expect(sent(server)).toEqual([]);
});

test("a project's path is resolved to its ID before POST and DELETE, once per client", async () => {
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

test("a group's path is resolved to its ID before POST and DELETE", async () => {
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

const lookUp = "GET /projects/group%2Fapp";
test.for<[string, ProjectReference, ProjectReference, string[]]>([
  ["both are paths", "group/app", "Group/App", []],
  ["both are paths, of which the project's has capitals", "GROUP/app", "group/app", []],
  ["both are IDs", 1, 1, []],
  ["one is an ID, the other a global ID", 1, "gid://gitlab/Project/1", []],
  ["only the project is a path", "group/app", 1, [lookUp]],
  ["only the target is a path", 1, "group/app", [lookUp]],
])("the owner is never written to its own list when %s", async ([, reference, owner, requests]) => {
  const { server, gitlab } = await start();
  const { allowlist } = gitlab.project(reference).jobTokenScope;
  expect(await allowlist.ensurePresent(owner)).toBe(false);
  for (const [call, change] of [
    [() => allowlist.create(owner), "added to"],
    [() => allowlist.delete(owner), "removed from"],
    [() => allowlist.ensureAbsent(owner), "removed from"],
  ] as const) {
    const error = await errorOf(call);
    expect(error).toMatchObject({ name: "InvalidRequestError", code: "invalid_request", target: owner });
    expect(error.message).toContain(
      `The project owns this allowlist: it is always on it, and cannot be ${change} it.`,
    );
  }
  expect(sent(server)).toEqual(requests);
});

test("the owner's own entry cannot be deleted", async () => {
  const { server, gitlab } = await start();
  const [own] = await gitlab.project("group/app").jobTokenScope.allowlist.list();
  expect(own).toMatchObject({ id: 1, isSourceProject: true });
  expect(await errorOf(() => own?.delete())).toMatchObject({ code: "invalid_request", target: 1 });
  expect(sent(server).filter((request) => !request.startsWith("GET"))).toEqual([]);
});

test("each refusal of GitLab has its code", async () => {
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
  const codes = [
    await errorOf(() => allowlist.create(2)),
    await errorOf(() => groupsAllowlist.create(7)),
    await errorOf(() => allowlist.create(3)),
    await errorOf(() => groupsAllowlist.create(8)),
    await errorOf(() => allowlist.create(99)),
    await errorOf(() => allowlist.create("hidden/secret")),
    await errorOf(() => allowlist.delete(3)),
    await errorOf(() => groupsAllowlist.delete(8)),
    await errorOf(() => gitlab.project(3).jobTokenScope.allowlist.list()),
  ].map(({ code }) => code);
  expect(codes).toEqual([
    "already_allowed",
    "already_allowed",
    "target_inaccessible",
    "target_inaccessible",
    "not_found",
    "not_found",
    "not_allowed",
    "not_allowed",
    "not_found",
  ]);
});

test("create() fails with allowlist_full when the list holds 200 entries", async () => {
  const others = Array.from({ length: 201 }, (_, i) => ({ id: i + 2, path: `group/p${i + 2}` }));
  const full = { id: 1, path: "group/app", allowedProjects: others.slice(0, 200).map(({ id }) => id) };
  const { gitlab } = await start({ seed: { projects: [full, ...others] } });
  const { allowlist } = gitlab.project(1).jobTokenScope;
  expect(await allowlist.list()).toHaveLength(201);
  expect(await errorOf(() => allowlist.create(202))).toMatchObject({ code: "allowlist_full" });
});
