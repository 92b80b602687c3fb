import type { MockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import type { GitLab } from "@gitlab-job-token-scope/facade";
import { describe, expect, test } from "vitest";
import { errorOf, sent, start } from "../helpers.js";

const badGateway = { status: 502 };
const carriedOut = [
  ["an empty 502", { ...badGateway, applied: true }],
  ["a lost connection", { drop: "after" }],
  ["a page", { html: "<html>", status: 201, applied: true }],
] as const;

/** Both lists, each with something to add to it. */
const lists = [
  {
    name: "projects",
    operations: { list: "listAllowedProjects", allow: "allowProject", disallow: "disallowProject" },
    id: 42,
    path: "group/tool",
    own: [1],
    of: (gitlab: GitLab) => gitlab.project(1).jobTokenScope.allowlist,
    inGitLab: (server: MockGitLab) => server.state().projects?.[0]?.allowedProjects ?? [],
  },
  {
    name: "groups",
    operations: { list: "listAllowedGroups", allow: "allowGroup", disallow: "disallowGroup" },
    id: 8,
    path: "partner",
    own: [],
    of: (gitlab: GitLab) => gitlab.project(1).jobTokenScope.groupsAllowlist,
    inGitLab: (server: MockGitLab) => server.state().projects?.[0]?.allowedGroups ?? [],
  },
] as const;

function writes(server: MockGitLab): string[] {
  return sent(server)
    .filter((request) => !request.startsWith("GET"))
    .map((request) => request.split(" ")[0] ?? "");
}

describe.for(lists)("the list of $name", ({ operations, id, path, of, inGitLab }) => {
  test("ensurePresent() and ensureAbsent() say whether they changed something, and write only then", async () => {
    const { server, gitlab } = await start();
    const list = of(gitlab);
    expect([await list.ensurePresent(path), await list.ensurePresent(id)]).toEqual([true, false]);
    expect(inGitLab(server)).toEqual([id]);
    expect([await list.ensureAbsent(id), await list.ensureAbsent(path)]).toEqual([true, false]);
    expect(inGitLab(server)).toEqual([]);
    expect(writes(server)).toEqual(["POST", "DELETE"]);
  });

  test.for(carriedOut)("ensurePresent() that GitLab carried out before %s is true", async ([, answer]) => {
    const { server, gitlab } = await start();
    server.script(operations.allow, [answer]);
    expect(await of(gitlab).ensurePresent(id)).toBe(true);
    expect(inGitLab(server)).toEqual([id]);
    expect(writes(server)).toEqual(["POST"]);
    expect(await of(gitlab).ensurePresent(id)).toBe(false);
  });

  test("ensurePresent() that was lost on the way fails, changes nothing, and can be called again", async () => {
    const { server, gitlab } = await start();
    server.script(operations.allow, [{ drop: "before" }]);
    expect(await errorOf(() => of(gitlab).ensurePresent(id))).toMatchObject({ code: "network", attempts: 1 });
    expect(inGitLab(server)).toEqual([]);
    expect(await of(gitlab).ensurePresent(id)).toBe(true);
  });

  test("ensurePresent() of what somebody else adds at that moment is false", async () => {
    const { server, gitlab } = await start();
    const allowed = operations.allow === "allowProject" ? { allowedProjects: [id] } : { allowedGroups: [id] };
    server.script(operations.list, [{ meanwhile: { project: 1, ...allowed } }]);
    expect(await of(gitlab).ensurePresent(id)).toBe(false);
    expect(inGitLab(server)).toEqual([id]);
  });

  test.for([...carriedOut.slice(0, 2), ["a lost request", { drop: "before" }]] as const)(
    "ensureAbsent() is sent again after %s, and is true",
    async ([, answer]) => {
      const { server, gitlab } = await start();
      await of(gitlab).ensurePresent(id);
      server.script(operations.disallow, [answer]);
      expect(await of(gitlab).ensureAbsent(id)).toBe(true);
      expect(inGitLab(server)).toEqual([]);
      expect(writes(server)).toEqual(["POST", "DELETE", "DELETE"]);
      expect(await of(gitlab).ensureAbsent(id)).toBe(false);
    },
  );

  test.for(carriedOut)(
    "ensureAbsent() whose last attempt was carried out before %s is true",
    async ([, answer]) => {
      const { server, gitlab } = await start({}, { retry: { limit: 0 } });
      await of(gitlab).ensurePresent(id);
      server.script(operations.disallow, [answer]);
      expect(await of(gitlab).ensureAbsent(id)).toBe(true);
      expect(inGitLab(server)).toEqual([]);
    },
  );

  test("ensureAbsent() whose last attempt was lost on the way fails, and changes nothing", async () => {
    const { server, gitlab } = await start({}, { retry: { limit: 0 } });
    await of(gitlab).ensurePresent(id);
    server.script(operations.disallow, [{ drop: "before" }]);
    expect(await errorOf(() => of(gitlab).ensureAbsent(id))).toMatchObject({ code: "network" });
    expect(inGitLab(server)).toEqual([id]);
  });

  test.for([
    ["ensurePresent", "allow", "added"],
    ["ensureAbsent", "disallow", "removed"],
  ] as const)("%s() that cannot be read back is told as not known", async ([call, write, change]) => {
    const { server, gitlab } = await start({}, { retry: { limit: 0 } });
    if (change === "removed") await of(gitlab).ensurePresent(id);
    server.script(operations[write], [{ drop: "after" }]);
    server.script(operations.list, ["pass", badGateway]);
    const error = await errorOf(() => of(gitlab)[call](id));
    expect(error).toMatchObject({ code: "entry_unconfirmed", id, change, cause: { code: "network" } });
    expect(error.message).toContain(`It is not known whether ${id} was ${change}.`);
    expect(await of(gitlab)[call](id)).toBe(false);
  });

  test("ensureAbsent() of what somebody else removes at that moment is false", async () => {
    const { server, gitlab } = await start();
    await of(gitlab).ensurePresent(id);
    server.script(operations.list, [{ meanwhile: { project: 1, allowedProjects: [], allowedGroups: [] } }]);
    expect(await of(gitlab).ensureAbsent(id)).toBe(false);
    expect(inGitLab(server)).toEqual([]);
  });
});

test("ensureAbsent() finds an entry that moves to another page while the list is read", async () => {
  const { server, gitlab } = await start({ scenario: "rows-move-between-pages" });
  // The last row of what is the first page after 1001 is removed from it.
  expect(await gitlab.project(1).jobTokenScope.allowlist.ensureAbsent(1_100)).toBe(true);
  expect(server.state().projects?.[0]?.allowedProjects).not.toContain(1_100);
});
