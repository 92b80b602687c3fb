import { expect, test } from "vitest";
import { failureOf } from "./failures.js";
import { json } from "./gitlab.js";
import { projectOf, type Sent, startServer } from "./server.js";

/** Responses to a POST or DELETE that do not prove whether it was carried out. */
const unproven: [name: string, sent: Sent][] = [
  ["a closed connection", "close"],
  ["502", { status: 502 }],
  ["500", json(500, { message: "500 Internal Server Error" })],
  ["524", { status: 524, body: "<html>" }],
  ["200 with a login page", { status: 200, headers: { "content-type": "text/html" }, body: "<html>" }],
  ["201 without a body", { status: 201 }],
  ["201 with another target", json(201, { source_project_id: 1, target_project_id: 3 })],
  ["201 with another source", json(201, { source_project_id: 3, target_project_id: 2 })],
  ["201 with the target as text", json(201, { source_project_id: 1, target_project_id: "2" })],
  ["202", json(202, {})],
];

for (const [name, sent] of unproven) {
  for (const isCarriedOut of [true, false]) {
    const what = isCarriedOut ? "after the change" : "instead of the change";

    test(`${name} ${what}: create() and ensurePresent() resolve only if the entry is there`, async () => {
      for (const method of ["create", "ensurePresent"] as const) {
        const server = await startServer(({ method }, carryOut) => {
          if (method !== "POST") return undefined;
          if (isCarriedOut) carryOut();
          return sent;
        });
        const { allowlist } = server.connect().project("group/app").jobTokenScope;
        const { projects } = projectOf(server);
        const call = () => allowlist[method]("group/p2");
        if (isCarriedOut) {
          const result = await call();
          expect(typeof result === "object" ? result.getId() : result).toBe(
            typeof result === "object" ? 2 : true,
          );
        } else {
          expect(await failureOf(call)).toMatchObject({
            project: "group/app",
            target: "group/p2",
            method: "POST",
          });
        }
        expect([...projects]).toEqual(isCarriedOut ? [2] : []);
        expect(server.sent("POST")).toHaveLength(1);
      }
    });

    test(`${name} ${what}: delete() and ensureAbsent() resolve only if the entry is gone`, async () => {
      for (const method of ["delete", "ensureAbsent", "entry.delete"] as const) {
        const server = await startServer(({ method }, carryOut) => {
          if (method !== "DELETE") return undefined;
          if (isCarriedOut) carryOut();
          return sent;
        });
        const { allowlist } = server.connect().project(1).jobTokenScope;
        const { projects } = projectOf(server);
        projects.add(2).add(3);
        const [, entry] = await allowlist.list();
        const call = () => (method === "entry.delete" ? entry?.delete() : allowlist[method](2));
        if (isCarriedOut) expect([undefined, true]).toContain(await call());
        else expect(await failureOf(call)).toMatchObject({ project: 1, target: 2, method: "DELETE" });
        expect([...projects]).toEqual(isCarriedOut ? [3] : [2, 3]);
      }
    });
  }

  test(`${name}, and the list cannot be read: entry_unconfirmed`, async () => {
    const server = await startServer(({ method }) => (method === "GET" ? json(500, {}) : sent));
    const { groupsAllowlist } = server.connect().project(1).jobTokenScope;
    for (const [change, call] of [
      ["added", () => groupsAllowlist.ensurePresent(7)],
      ["removed", () => groupsAllowlist.ensureAbsent(7)],
    ] as const) {
      expect(await failureOf(call)).toMatchObject({
        code: "entry_unconfirmed",
        change,
        id: 7,
        project: 1,
        target: 7,
      });
    }
  });
}

test("a DELETE that is repeated after a lost response, and then refused as not listed, is done", async () => {
  const server = await startServer(({ method }, carryOut) => {
    if (method !== "DELETE") return undefined;
    const reply = carryOut();
    return server.sent("DELETE").length === 1 ? "close" : reply;
  });
  projectOf(server).projects.add(2);
  expect(await server.connect().project(1).jobTokenScope.allowlist.ensureAbsent(2)).toBe(true);
  expect(server.journal).toHaveLength(2);
  expect(projectOf(server).projects.size).toBe(0);
});

test("the owner is never added or removed, however it is named", async () => {
  const server = await startServer();
  const gitlab = server.connect();
  for (const owner of [1, "1", "group/app", "gid://gitlab/Project/1", "Group/App"]) {
    if (owner === "Group/App") projectOf(server).path = "Group/App";
    const { allowlist } = gitlab.project(owner).jobTokenScope;
    for (const target of [1, "group/app", "gid://gitlab/Project/1"]) {
      expect(await allowlist.ensurePresent(target)).toBe(false);
      for (const call of [
        () => allowlist.create(target),
        () => allowlist.delete(target),
        () => allowlist.ensureAbsent(target),
      ]) {
        expect(await failureOf(call)).toMatchObject({ code: "invalid_request", project: owner, target });
      }
    }
    const [entry] = await allowlist.list();
    expect(entry).toMatchObject({ id: 1, isSourceProject: true });
    expect(await failureOf(() => entry?.delete())).toMatchObject({ code: "invalid_request" });
  }
  expect(server.journal.filter((line) => !line.startsWith("GET"))).toEqual([]);
});

test("a group with the owner's ID is not the owner", async () => {
  const server = await startServer();
  const { groupsAllowlist } = server.connect().project(1).jobTokenScope;
  expect(await groupsAllowlist.ensurePresent(1)).toBe(true);
  expect([...projectOf(server).groups]).toEqual([1]);
});
