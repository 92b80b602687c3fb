import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, onTestFinished, test } from "vitest";
import { errorOf, sent, start } from "../helpers.js";

const list = "/projects/1/job_token_scope/allowlist";
const slow = { delayMs: 200 };

function lookups(requests: string[]): string[] {
  return requests.filter((request) => !request.includes("job_token_scope"));
}

test("a path is looked up once per client, in any spelling of its letters", async () => {
  const { server, gitlab } = await start();
  await gitlab.project("group/app").jobTokenScope.allowlist.create({ targetProjectId: "group/tool" });
  await gitlab.project("Group/App").jobTokenScope.allowlist.delete("GROUP/tool");
  expect(sent(server)).toEqual([
    "GET /projects/group%2Fapp",
    "GET /projects/group%2Ftool",
    `POST ${list}`,
    `DELETE ${list}/42`,
  ]);
});

test("a group and a project of one path are two", async () => {
  const seed = {
    projects: [
      { id: 1, path: "group/app" },
      { id: 2, path: "group/sub/tool" },
    ],
    groups: [
      { id: 7, path: "group" },
      { id: 8, path: "group/sub" },
      { id: 9, path: "group/sub/team" },
    ],
  };
  const { server, gitlab } = await start({ seed });
  const { allowlist, groupsAllowlist } = gitlab.project(1).jobTokenScope;
  expect(await errorOf(() => allowlist.create({ targetProjectId: "group/sub" }))).toMatchObject({
    code: "not_found",
  });
  expect((await groupsAllowlist.create({ targetGroupId: "group/sub" })).getId()).toBe(8);
  expect(lookups(sent(server))).toEqual([
    "GET /projects/group%2Fsub",
    "GET /groups/group%2Fsub?with_projects=false",
  ]);
});

test("lookups of one path at the same time share one request", async () => {
  const { server, gitlab } = await start();
  const calls = ["group/app", "Group/App", "group/app"].map((path) =>
    gitlab.project(path).jobTokenScope.allowlist.list(),
  );
  expect(await Promise.all(calls)).toHaveLength(3);
  expect(lookups(sent(server))).toEqual(["GET /projects/group%2Fapp"]);
});

test("a lookup that failed is told to all who waited for it, and is not remembered", async () => {
  const { server, gitlab } = await start({}, { retry: { limit: 0 } });
  server.script("getProject", [{ status: 502, ...slow }]);
  const { allowlist } = gitlab.project("group/app").jobTokenScope;
  const errors = await Promise.all([errorOf(() => allowlist.list()), errorOf(() => allowlist.first())]);
  for (const error of errors) expect(error).toMatchObject({ code: "server_error", path: "/projects/{id}" });
  expect(lookups(sent(server))).toHaveLength(1);
  expect(await allowlist.list()).toHaveLength(1);
  expect(lookups(sent(server))).toHaveLength(2);
});

test("one caller's abort does not end the lookup for another", async () => {
  const { server, gitlab } = await start();
  server.script("getProject", [slow]);
  const { allowlist } = gitlab.project("group/app").jobTokenScope;
  const one = new AbortController();
  const other = new AbortController();
  const aborted = errorOf(() => allowlist.list({ signal: one.signal }));
  const done = allowlist.list({ signal: other.signal });
  const reason = new Error("enough");
  setTimeout(() => one.abort(reason), 50);
  expect(await aborted).toMatchObject({
    code: "aborted",
    path: "/projects/{id}",
    cause: reason,
    message: 'GET /projects/{id} (the project "group/app"): aborted',
  });
  expect(await done).toHaveLength(1);
  expect(lookups(sent(server))).toHaveLength(1);
});

test("a lookup that nobody waits for any more is ended, and the next call begins another", async () => {
  const signals: AbortSignal[] = [];
  const watch = (request: Request) => {
    signals.push(request.signal);
    return fetch(request);
  };
  const { server, gitlab } = await start({}, { fetch: watch });
  server.script("getProject", [{ delayMs: 60_000 }]);
  const { allowlist } = gitlab.project("group/app").jobTokenScope;
  const one = new AbortController();
  const other = new AbortController();
  const calls = [one, other].map(({ signal }) => errorOf(() => allowlist.list({ signal })));
  await expect.poll(() => signals.length).toBe(1);
  one.abort();
  expect(await calls[0]).toMatchObject({ code: "aborted" });
  expect(signals[0]?.aborted).toBe(false);
  other.abort(new Error("enough"));
  expect(await calls[1]).toMatchObject({ code: "aborted", cause: other.signal.reason });
  expect(signals[0]?.aborted).toBe(true);
  expect(await allowlist.list()).toHaveLength(1);
});

test("one signal may end several calls that wait for one lookup", async () => {
  const { server, gitlab } = await start();
  server.script("getProject", [{ delayMs: 60_000 }]);
  const { allowlist } = gitlab.project("group/app").jobTokenScope;
  const signal = AbortSignal.timeout(50);
  const calls = [
    allowlist.list({ signal }),
    allowlist.first({ signal }),
    allowlist.ensurePresent(42, { signal }),
  ];
  for (const call of calls) expect(await errorOf(() => call)).toMatchObject({ code: "aborted" });
});

test("a call with an aborted signal looks nothing up", async () => {
  const { server, gitlab } = await start();
  const signal = AbortSignal.abort();
  const { allowlist } = gitlab.project("group/app").jobTokenScope;
  expect(await errorOf(() => allowlist.list({ signal }))).toMatchObject({ code: "aborted", attempts: 0 });
  expect(sent(server)).toEqual([]);
});

test("a call that has less time does not wait for another's lookup", async () => {
  const { server, gitlab } = await start();
  server.script("getProject", [{ delayMs: 300 }, { delayMs: 300 }]);
  const { allowlist } = gitlab.project("group/app").jobTokenScope;
  const patient = allowlist.list();
  const options = { timeoutMs: 30, retry: { limit: 0 } };
  expect(await errorOf(() => allowlist.list(options))).toMatchObject({ code: "timeout" });
  expect(await patient).toHaveLength(1);
});

test("a number that GitLab does not know any more is forgotten", async () => {
  const before = await startMockGitLab();
  const projects = [
    { id: 5, path: "group/app" },
    { id: 6, path: "group/tool" },
  ];
  const after = await startMockGitLab({ seed: { projects, groups: [{ id: 9, path: "partner" }] } });
  onTestFinished(async () => {
    await before.close();
    await after.close();
  });
  // The projects and the group are deleted, and others are made at their paths.
  let current = before;
  const { gitlab } = await start(
    {},
    {
      fetch: (request) => {
        const { pathname, search } = new URL(request.url);
        return fetch(new Request(new URL(pathname + search, current.url), request));
      },
    },
  );
  const { allowlist, groupsAllowlist } = gitlab.project("group/app").jobTokenScope;
  expect((await allowlist.create({ targetProjectId: "group/tool" })).getId()).toBe(42);
  expect((await groupsAllowlist.create({ targetGroupId: "partner" })).getId()).toBe(8);
  current = after;
  expect(await errorOf(() => allowlist.list())).toMatchObject({ code: "not_found" });
  expect((await allowlist.list()).map((entry) => entry.getId())).toEqual([5]);
  for (const create of [
    () => allowlist.create({ targetProjectId: "group/tool" }),
    () => groupsAllowlist.create({ targetGroupId: "partner" }),
  ]) {
    expect(await errorOf(create)).toMatchObject({ code: "not_found" });
    await create();
  }
  expect(after.state()).toMatchObject({
    projects: [{ id: 5, allowedProjects: [6], allowedGroups: [9] }, {}],
  });
});

test("a client remembers 1,000 groups, and forgets the one that was not asked for longest", async () => {
  const groups = Array.from({ length: 1_001 }, (_, i) => ({ id: 10 + i, path: `g${i}` }));
  const seed = { projects: [{ id: 1, path: "g0/app" }], groups };
  const { server, gitlab } = await start({ seed });
  const { groupsAllowlist } = gitlab.project(1).jobTokenScope;
  const ask = (path: string) => groupsAllowlist.ensureAbsent(path);
  const [first = "", second = "", ...others] = groups.map(({ path }) => path);
  await ask(first);
  await ask(second);
  const last = others.pop() ?? "";
  await Promise.all(others.map(ask));
  await ask(first);
  expect(lookups(sent(server))).toHaveLength(1_000);
  await ask(last);
  await ask(first);
  expect(lookups(sent(server))).toHaveLength(1_001);
  await ask(second);
  expect(lookups(sent(server))).toHaveLength(1_002);
});
