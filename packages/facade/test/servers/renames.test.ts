import type { Project } from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";
import { failureOf } from "./failures.js";
import { projectOf, startServer, type TestServer } from "./server.js";

/** Calls of one project object that read or write. */
const calls: Record<string, (project: Project) => Promise<unknown>> = {
  "id()": (project) => project.id(),
  "get()": ({ jobTokenScope }) => jobTokenScope.get(),
  "update()": ({ jobTokenScope }) => jobTokenScope.update({ enabled: true }),
  "get() and save()": async ({ jobTokenScope }) => {
    const scope = await jobTokenScope.get();
    scope.enabled = true;
    await scope.save();
  },
  "create()": ({ jobTokenScope }) => jobTokenScope.allowlist.create(3),
  "ensurePresent()": ({ jobTokenScope }) => jobTokenScope.allowlist.ensurePresent("group/p4"),
  "ensureAbsent()": ({ jobTokenScope }) => jobTokenScope.groupsAllowlist.ensureAbsent(7),
  "list()": ({ jobTokenScope }) => jobTokenScope.allowlist.list(),
  "an entry's delete()": async ({ jobTokenScope }) => {
    const entry = await jobTokenScope.groupsAllowlist.first();
    await entry?.delete();
  },
};

const writes = ["update()", "get() and save()", "create()", "ensurePresent()"];

/** Project 1 is renamed, and project 2 takes its path. */
function swap(server: TestServer): void {
  projectOf(server, 1).path = "group/renamed";
  projectOf(server, 2).path = "group/app";
}

/** The projects that a request other than a look-up was about. */
function touched({ journal }: TestServer): string[] {
  return [...new Set(journal.flatMap((line) => /\/projects\/(\d+)\//.exec(line)?.[1] ?? []))];
}

for (const [first, call] of Object.entries(calls)) {
  test(`after ${first}, every call of the object is about the same project, whoever has its path`, async () => {
    const server = await startServer();
    projectOf(server, 1).groups.add(7).add(8);
    const project = server.connect().project("group/app");
    await call(project);
    swap(server);
    for (const name of writes) await calls[name]?.(project).catch(() => {});
    for (const name of ["id()", "get()", "list()"]) await calls[name]?.(project);
    expect(touched(server)).toEqual(["1"]);
    expect(projectOf(server, 1)).toMatchObject({ enabled: true, projects: new Set([3, 4]) });
    expect(projectOf(server, 2)).toMatchObject({ enabled: false, projects: new Set() });
  });
}

test("a rename between any two requests of a call never makes it write to two projects", async () => {
  for (const [name, call] of Object.entries(calls)) {
    for (let swapAt = 1; swapAt <= 4; swapAt++) {
      const server = await startServer(() => {
        if (server.journal.length === swapAt) swap(server);
        return undefined;
      });
      projectOf(server, 1).groups.add(7);
      const project = server.connect().project("group/app");
      await call(project).catch((error: unknown) => {
        throw new Error(`${name}, renamed before request ${swapAt}: ${error}`);
      });
      await call(project).catch(() => {});
      expect(touched(server).length, `${name}, renamed before request ${swapAt}`).toBeLessThanOrEqual(1);
    }
  }
});

test("first calls that run at once, with other limits each, are about the same project", async () => {
  let lookUps = 0;
  const server = await startServer(({ path }, carryOut) => {
    if (!path.endsWith("group%2Fapp")) return undefined;
    const reply = carryOut();
    if (++lookUps === 1) swap(server);
    return reply;
  });
  const project = server.connect().project("group/app");
  await Promise.allSettled([
    project.jobTokenScope.update({ enabled: true }, { timeoutMs: 9_000 }),
    project.jobTokenScope.allowlist.create(3, { timeoutMs: 9_001 }),
    project.jobTokenScope.groupsAllowlist.create(7, { retry: { limit: 1 } }),
  ]);
  expect(touched(server)).toHaveLength(1);
});

test("an object that knows its ID does not look up again after a 404, and a new one does", async () => {
  const server = await startServer();
  const gitlab = server.connect();
  const project = gitlab.project("group/app");
  await project.id();
  projectOf(server, 2).path = "group/app";
  server.projects.delete(1);
  expect(await failureOf(() => project.jobTokenScope.update({ enabled: true }))).toMatchObject({
    code: "not_found",
    project: "group/app",
  });
  expect(await failureOf(() => project.jobTokenScope.get())).toMatchObject({ code: "not_found" });
  expect(touched(server)).toEqual(["1"]);
  expect(await gitlab.project("group/app").id()).toBe(2);
});

test("a target's path that moved on is added by the ID that it had, as long as the client remembers it", async () => {
  const server = await startServer();
  const gitlab = server.connect();
  const { allowlist } = gitlab.project(3).jobTokenScope;
  expect(await allowlist.ensurePresent("group/app")).toBe(true);
  swap(server);
  expect(await allowlist.ensureAbsent("group/app")).toBe(true);
  expect([...projectOf(server, 3).projects]).toEqual([]);
  gitlab.forget("Group/App");
  expect(await allowlist.ensurePresent("group/app")).toBe(true);
  expect([...projectOf(server, 3).projects]).toEqual([2]);
});

test("the path that an object was named by is another project's once that has taken it", async () => {
  const server = await startServer();
  const gitlab = server.connect();
  const project = gitlab.project("group/app");
  expect(await project.id()).toBe(1);
  swap(server);
  gitlab.forget();
  expect(await project.jobTokenScope.allowlist.ensurePresent("group/app")).toBe(true);
  expect([...projectOf(server, 1).projects]).toEqual([2]);
});
