import type { MockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import type { GitLab } from "@gitlab-job-token-scope/facade";
import { describe, expect, test } from "vitest";
import { connect, errorOf, lostAfter, lostBefore, methodsOf, sent, start } from "../helpers.js";

const badGateway = { status: 502 };
const lostResponses = [
  ["an empty 502", { ...badGateway, applied: true }],
  ["a lost connection", lostAfter],
  ["an HTML page with status 201", { html: "<html>", status: 201, applied: true }],
] as const;

/** Both lists, each with something to add to it. */
const lists = [
  {
    name: "projects",
    operations: { list: "listAllowedProjects", add: "allowProject", remove: "disallowProject" },
    id: 42,
    path: "group/tool",
    with: (ids: number[]) => ({ project: 1, allowedProjects: ids }),
    of: (gitlab: GitLab) => gitlab.project(1).jobTokenScope.allowlist,
    inGitLab: (server: MockGitLab) => server.state().projects?.[0]?.allowedProjects ?? [],
  },
  {
    name: "groups",
    operations: { list: "listAllowedGroups", add: "allowGroup", remove: "disallowGroup" },
    id: 8,
    path: "partner",
    with: (ids: number[]) => ({ project: 1, allowedGroups: ids }),
    of: (gitlab: GitLab) => gitlab.project(1).jobTokenScope.groupsAllowlist,
    inGitLab: (server: MockGitLab) => server.state().projects?.[0]?.allowedGroups ?? [],
  },
] as const;

describe.for(lists)("the list of $name", ({ operations, id, path, with: listWith, of, inGitLab }) => {
  test("ensurePresent() and ensureAbsent() send one request each, and resolve to whether they changed the list", async () => {
    const { server, gitlab } = await start();
    const list = of(gitlab);
    for (const [method, call, result, ids] of [
      ["POST", () => list.ensurePresent(id), true, [id]],
      ["POST", () => list.ensurePresent(id), false, [id]],
      ["DELETE", () => list.ensureAbsent(id), true, []],
      ["DELETE", () => list.ensureAbsent(id), false, []],
    ] as const) {
      const before = server.requests().length;
      expect(await call()).toBe(result);
      expect(methodsOf(server).slice(before)).toEqual([method]);
      expect(inGitLab(server)).toEqual(ids);
    }
  });

  test("a path is looked up first", async () => {
    const { server, gitlab } = await start();
    const list = of(gitlab);
    expect([await list.ensurePresent(path), await list.ensureAbsent(path)]).toEqual([true, true]);
    expect(methodsOf(server)).toEqual(["GET", "POST", "DELETE"]);
  });

  test.for(lostResponses)(
    "ensurePresent() resolves to true when %s hides that it was carried out",
    async ([, response]) => {
      const { server, gitlab } = await start();
      server.script(operations.add, [response]);
      expect(await of(gitlab).ensurePresent(id)).toBe(true);
      expect(inGitLab(server)).toEqual([id]);
      expect(methodsOf(server)).toEqual(["POST", "GET"]);
    },
  );

  test("ensurePresent() resolves to true when the response is lost and the entry was there before", async () => {
    const { server, gitlab } = await start();
    await of(gitlab).create(id);
    server.script(operations.add, [lostBefore]);
    expect(await of(gitlab).ensurePresent(id)).toBe(true);
  });

  test("ensurePresent() fails when its request was lost, changes nothing, and can be called again", async () => {
    const { server, gitlab } = await start();
    server.script(operations.add, [lostBefore]);
    expect(await errorOf(() => of(gitlab).ensurePresent(id))).toMatchObject({ code: "network", attempts: 1 });
    expect(inGitLab(server)).toEqual([]);
    expect(await of(gitlab).ensurePresent(id)).toBe(true);
  });

  test("ensurePresent() resolves to false when somebody else adds the entry first", async () => {
    const { server, gitlab } = await start();
    const locked = { status: 409, body: { message: "409 Conflict: Resource lock" } };
    server.script(operations.add, [{ ...locked, meanwhile: listWith([id]) }]);
    expect(await of(gitlab).ensurePresent(id)).toBe(false);
    expect(methodsOf(server)).toEqual(["POST", "POST"]);
    expect(inGitLab(server)).toEqual([id]);
  });

  test.for([...lostResponses.slice(0, 2), ["a lost request", lostBefore]] as const)(
    "ensureAbsent() is retried after %s, and resolves to true",
    async ([, response]) => {
      const { server, gitlab } = await start();
      await of(gitlab).create(id);
      server.script(operations.remove, [response]);
      expect(await of(gitlab).ensureAbsent(id)).toBe(true);
      expect(inGitLab(server)).toEqual([]);
      expect(methodsOf(server)).toEqual(["POST", "DELETE", "DELETE"]);
      expect(await of(gitlab).ensureAbsent(id)).toBe(false);
    },
  );

  test.for(lostResponses)(
    "ensureAbsent() resolves to true when %s hides that the last attempt was carried out",
    async ([, response]) => {
      const { server, gitlab } = await start({}, { retry: { limit: 0 } });
      await of(gitlab).create(id);
      server.script(operations.remove, [response]);
      expect(await of(gitlab).ensureAbsent(id)).toBe(true);
      expect(inGitLab(server)).toEqual([]);
      expect(methodsOf(server)).toEqual(["POST", "DELETE", "GET"]);
    },
  );

  test("ensureAbsent() fails when its last request was lost, and changes nothing", async () => {
    const { server, gitlab } = await start({}, { retry: { limit: 0 } });
    await of(gitlab).create(id);
    server.script(operations.remove, [lostBefore]);
    expect(await errorOf(() => of(gitlab).ensureAbsent(id))).toMatchObject({ code: "network" });
    expect(inGitLab(server)).toEqual([id]);
  });

  test.for([
    ["429, which carried nothing out", { status: 429 }, false],
    ["a resource lock, which carried nothing out", { status: 409, body: "Resource lock" }, false],
    ["502, which may have been carried out", badGateway, true],
  ] as const)(
    "ensureAbsent() of an entry that somebody else removes after %s resolves to %s",
    async ([, response, result]) => {
      const { server, gitlab } = await start();
      await of(gitlab).create(id);
      server.script(operations.remove, [{ ...response, meanwhile: listWith([]) }]);
      expect(await of(gitlab).ensureAbsent(id)).toBe(result);
      expect(inGitLab(server)).toEqual([]);
      expect(methodsOf(server)).toEqual(["POST", "DELETE", "DELETE"]);
    },
  );

  test.for([
    ["ensurePresent", "add", "added"],
    ["ensureAbsent", "remove", "removed"],
  ] as const)(
    "%s() fails with entry_unconfirmed when the list cannot be read either, and can be called again",
    async ([method, write, change]) => {
      const { server, gitlab } = await start({}, { retry: { limit: 0 } });
      if (change === "removed") await of(gitlab).create(id);
      server.script(operations[write], [lostAfter]);
      server.script(operations.list, [badGateway]);
      const error = await errorOf(() => of(gitlab)[method](id));
      expect(error).toMatchObject({
        name: "EntryUnconfirmedError",
        code: "entry_unconfirmed",
        id,
        change,
        project: 1,
        target: id,
        cause: { code: "network" },
      });
      expect(error.message).toContain(`It is not known whether ${id} was ${change}.`);
      expect(await of(gitlab)[method](id)).toBe(false);
    },
  );

  test.for([
    ["allowlist_full", "Validation failed: Source project exceeds the allowable number of links"],
    ["target_inaccessible", "it does not exist or you don't have permission to perform this action"],
  ] as const)(
    "ensurePresent() that GitLab refuses with %s resolves to false only when the entry is there",
    async ([code, message]) => {
      const { server, gitlab } = await start();
      const list = of(gitlab);
      const refusal = { status: 400, body: { message } };
      server.script(operations.add, [refusal]);
      expect(await errorOf(() => list.ensurePresent(id))).toMatchObject({ code, method: "POST", target: id });
      expect(methodsOf(server)).toEqual(["POST", "GET"]);

      await list.create(id);
      server.script(operations.add, [refusal]);
      expect(await list.ensurePresent(id)).toBe(false);

      server.script(operations.add, [refusal]);
      server.script(operations.list, [{ status: 403, body: { message: "403 Forbidden" } }]);
      expect(await errorOf(() => list.ensurePresent(id))).toMatchObject({ code, method: "POST" });
    },
  );
});

test("ensurePresent() fails with aborted when its signal is aborted while the list is read after a refusal", async () => {
  const { server } = await start();
  server.script("allowProject", [
    { status: 400, body: { message: "Source project exceeds the allowable number of links" } },
  ]);
  const controller = new AbortController();
  const fetch = async (request: Request) => {
    if (request.method === "POST") return server.fetch(request);
    controller.abort(new Error("enough"));
    return new Promise<Response>(() => {});
  };
  const { allowlist } = connect(server, { fetch }).project(1).jobTokenScope;
  const error = await errorOf(() => allowlist.ensurePresent(42, { signal: controller.signal }));
  expect(error).toMatchObject({ code: "aborted", method: "GET", cause: controller.signal.reason });
});

test("an entry that is found on the second page after a lost response is not searched for again", async () => {
  const ids = Array.from({ length: 150 }, (_, index) => index + 11);
  const groups = [{ id: 7, path: "group" }, ...ids.map((id) => ({ id, path: `g${id}` }))];
  const projects = [{ id: 1, path: "group/app", allowedGroups: ids.slice(0, -1) }];
  const { server, gitlab } = await start({ seed: { projects, groups } });
  server.script("allowGroup", [lostAfter]);
  expect(await gitlab.project(1).jobTokenScope.groupsAllowlist.ensurePresent(160)).toBe(true);
  expect(methodsOf(server)).toEqual(["POST", "GET", "GET"]);
});

test("ensurePresent() on a full list resolves to false for what is on it, and fails for anything else", async () => {
  const { server, gitlab } = await start({ scenario: "project-limit" });
  const { allowlist } = gitlab.project(1).jobTokenScope;
  const [, listed = 0] = (await allowlist.list()).map(({ id }) => id);
  expect(await allowlist.ensurePresent(listed)).toBe(false);
  expect(await errorOf(() => allowlist.ensurePresent(42))).toMatchObject({ code: "allowlist_full" });
  expect(server.state().projects?.[0]?.allowedProjects).toHaveLength(200);
});

test("ensurePresent() of a target that the token's user may not read resolves to false only when it is listed", async () => {
  const seed = {
    projects: [
      { id: 1, path: "group/app", allowedProjects: [3], allowedGroups: [8] },
      { id: 3, path: "hidden/listed" },
      { id: 4, path: "hidden/unlisted" },
    ],
    groups: [
      { id: 7, path: "group" },
      { id: 8, path: "hidden" },
      { id: 9, path: "secret" },
    ],
    tokens: [{ token: "glpat-user", roles: { groups: { "7": "maintainer" as const } } }],
  };
  const { gitlab } = await start({ seed });
  const { allowlist, groupsAllowlist } = gitlab.project(1).jobTokenScope;
  expect(await allowlist.ensurePresent(3)).toBe(false);
  expect(await groupsAllowlist.ensurePresent(8)).toBe(false);
  const code = "target_inaccessible";
  expect(await errorOf(() => allowlist.ensurePresent(4))).toMatchObject({ code });
  expect(await errorOf(() => groupsAllowlist.ensurePresent(9))).toMatchObject({ code });
});

test("ensureAbsent() whose request was lost finds an entry that moves to another page while the list is read", async () => {
  const { server, gitlab } = await start({ scenario: "rows-move-between-pages" }, { retry: { limit: 0 } });
  const { allowlist } = gitlab.project(1).jobTokenScope;
  server.script("disallowProject", [lostBefore]);
  // While page 1 is read, 1001 is removed, and 1100 moves from page 2 to page 1.
  expect(await errorOf(() => allowlist.ensureAbsent(1_100))).toMatchObject({ code: "network" });
  expect(server.state().projects?.[0]?.allowedProjects).toContain(1_100);
  expect(sent(server).filter((request) => request.startsWith("GET")).length).toBeGreaterThan(1);
  expect(await allowlist.ensureAbsent(1_100)).toBe(true);
});
