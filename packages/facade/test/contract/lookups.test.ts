import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import type { GitLab, RequestOptions } from "@gitlab-job-token-scope/facade";
import { expect, onTestFinished, test, vi } from "vitest";
import { connectTo, errorOf, sent, start } from "../helpers.js";
import { deferred, manualTimers, settle } from "../servers/timing.js";

const list = "/projects/1/job_token_scope/allowlist";

function lookUps(requests: string[]): string[] {
  return requests.filter((request) => !request.includes("job_token_scope"));
}

/** A fetch whose look-ups wait until they are released, and the signals of these. */
function holdingLookUps() {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const signals: AbortSignal[] = [];
  const hold = async (request: Request) => {
    if (!request.url.includes("job_token_scope")) {
      signals.push(request.signal);
      await released;
    }
    return fetch(request);
  };
  return { hold, release, signals };
}

test("a path is looked up once per client, whatever the case of its letters", async () => {
  const { server, gitlab } = await start();
  await gitlab.project("group/app").jobTokenScope.allowlist.create("group/tool");
  await gitlab.project("Group/App").jobTokenScope.allowlist.delete("GROUP/tool");
  expect(sent(server)).toEqual([
    "GET /projects/group%2Fapp",
    "GET /projects/group%2Ftool",
    `POST ${list}`,
    `DELETE ${list}/42`,
  ]);
});

test("a group and a project of the same path have two IDs", async () => {
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
  expect(await errorOf(() => allowlist.create("group/sub"))).toMatchObject({ code: "not_found" });
  expect((await groupsAllowlist.create("group/sub")).getId()).toBe(8);
  expect(lookUps(sent(server))).toEqual([
    "GET /projects/group%2Fsub",
    "GET /groups/group%2Fsub?with_projects=false",
  ]);
});

test("look-ups of the same path at the same time share one request", async () => {
  const { server, gitlab } = await start();
  const calls = ["group/app", "Group/App", "group/app"].map((path) =>
    gitlab.project(path).jobTokenScope.groupsAllowlist.list(),
  );
  expect(await Promise.all([...calls, gitlab.project("group/app").id()])).toHaveLength(4);
  expect(lookUps(sent(server))).toEqual(["GET /projects/group%2Fapp"]);
});

test("a failed look-up fails every call that waits for it, each with its own context, and is not remembered", async () => {
  const { hold, release } = holdingLookUps();
  const { server, gitlab } = await start({}, { fetch: hold, retry: { limit: 0 } });
  server.script("getProject", [{ status: 502 }]);
  const project = gitlab.project("group/app");
  const { groupsAllowlist } = project.jobTokenScope;
  const errors = Promise.all([
    errorOf(() => groupsAllowlist.list()),
    errorOf(() => gitlab.project("Group/App").jobTokenScope.allowlist.delete(42)),
  ]);
  release();
  const failure = { code: "server_error", path: "/projects/{id}", attempts: 1 };
  expect(await errors).toMatchObject([
    { ...failure, project: "group/app", target: undefined },
    { ...failure, project: "Group/App", target: 42 },
  ]);
  expect(lookUps(sent(server))).toHaveLength(1);
  expect(await groupsAllowlist.list()).toEqual([]);
  expect(lookUps(sent(server))).toHaveLength(2);
});

test("an abort ends one call's wait for a look-up, and no other call's", async () => {
  const { hold, release } = holdingLookUps();
  const { server, gitlab } = await start({}, { fetch: hold });
  const { groupsAllowlist } = gitlab.project("group/app").jobTokenScope;
  const [one, other] = [new AbortController(), new AbortController()];
  const aborted = errorOf(() => groupsAllowlist.list({ signal: one.signal }));
  const done = groupsAllowlist.list({ signal: other.signal });
  one.abort(new Error("enough"));
  expect(await aborted).toMatchObject({ code: "aborted", project: "group/app", cause: one.signal.reason });
  release();
  expect(await done).toEqual([]);
  expect(lookUps(sent(server))).toHaveLength(1);
});

test("a look-up that no call waits for any more is stopped, and the next call starts another", async () => {
  const { hold, release, signals } = holdingLookUps();
  const { gitlab } = await start({}, { fetch: hold });
  const { groupsAllowlist } = gitlab.project("group/app").jobTokenScope;
  const [one, other] = [new AbortController(), new AbortController()];
  const calls = [one, other].map(({ signal }) => errorOf(() => groupsAllowlist.list({ signal })));
  await vi.waitFor(() => expect(signals).toHaveLength(1), { timeout: 30_000 });
  one.abort();
  expect(await calls[0]).toMatchObject({ code: "aborted" });
  expect(signals[0]?.aborted).toBe(false);
  other.abort(new Error("enough"));
  expect(await calls[1]).toMatchObject({ code: "aborted", cause: other.signal.reason });
  expect(signals[0]?.aborted).toBe(true);
  const next = groupsAllowlist.list();
  release();
  expect(await next).toEqual([]);
  expect(signals).toHaveLength(2);
});

test("a call that begins when the last one has left a look-up starts another at once", async () => {
  const { hold, release, signals } = holdingLookUps();
  const { gitlab } = await start({}, { fetch: hold });
  const { groupsAllowlist } = gitlab.project("group/app").jobTokenScope;
  const controller = new AbortController();
  const left = errorOf(() => groupsAllowlist.list({ signal: controller.signal }));
  while (signals.length < 1) await settle();
  controller.abort();
  const next = groupsAllowlist.list();
  release();
  expect(await left).toMatchObject({ code: "aborted" });
  expect(await next).toEqual([]);
  expect(signals).toHaveLength(2);
});

test("the end of a look-up that was forgotten does not end the sharing of the next one", async () => {
  const held = [deferred(), deferred(), deferred()];
  let lookUps = 0;
  const hold = async (request: Request) => {
    if (!request.url.includes("job_token_scope")) {
      await held[lookUps++]?.promise;
    }
    return fetch(request);
  };
  const { gitlab } = await start({}, { fetch: hold });
  const read = (options?: RequestOptions) => gitlab.project("group/app").id(options);
  const controller = new AbortController();
  const left = errorOf(() => read({ signal: controller.signal }));
  while (lookUps < 1) await settle();
  gitlab.forget("group/app");
  const done = read();
  while (lookUps < 2) await settle();
  gitlab.forget("group/app");
  const current = read();
  while (lookUps < 3) await settle();
  // The first look-up is left, and the second one ends.
  controller.abort();
  await left;
  held[1]?.resolve();
  expect(await done).toBe(1);
  const sharing = read();
  await settle();
  held[2]?.resolve();
  expect(await Promise.all([current, sharing])).toEqual([1, 1]);
  expect(lookUps).toBe(3);
});

test("only not_found has a client forget the IDs of a call", async () => {
  const { server, gitlab } = await start();
  const calls = [
    () => gitlab.project("group/app").jobTokenScope.get(),
    () => gitlab.project("group/app").jobTokenScope.allowlist.list(),
    () => gitlab.project("group/app").jobTokenScope.groupsAllowlist.ensurePresent("partner"),
  ];
  await Promise.all(calls.map((call) => call()));
  server.reset();
  const forbidden = { status: 403, body: { message: "403 Forbidden" } };
  server.script({}, [forbidden, forbidden, forbidden]);
  for (const call of calls) expect(await errorOf(call)).toMatchObject({ code: "forbidden" });
  for (const call of calls) await call();
  expect(lookUps(sent(server))).toEqual([]);
});

test.for<[string, (gitlab: GitLab) => Promise<unknown>]>([
  ["get()", (gitlab) => gitlab.project("group/app").jobTokenScope.get()],
  ["update()", (gitlab) => gitlab.project("group/app").jobTokenScope.update({ enabled: false })],
  ["list()", (gitlab) => gitlab.project("group/app").jobTokenScope.allowlist.list()],
  ["pages()", (gitlab) => gitlab.project("group/app").jobTokenScope.groupsAllowlist.pages().next()],
  ["create()", (gitlab) => gitlab.project("group/app").jobTokenScope.allowlist.create(42)],
  ["projects()", (gitlab) => gitlab.group("partner").projects().next()],
])("%s has a client forget the ID that GitLab did not find, and no other", async ([name, call]) => {
  const { server, gitlab } = await start();
  const resolve = () => Promise.all([gitlab.project("group/app").id(), gitlab.group("partner").id()]);
  await resolve();
  for (const [status, code, expected] of [
    [403, "forbidden", []],
    [
      404,
      "not_found",
      [name === "projects()" ? "GET /groups/partner?with_projects=false" : "GET /projects/group%2Fapp"],
    ],
  ] as const) {
    server.script({}, [{ status, body: { message: String(status) } }]);
    expect(await errorOf(() => call(gitlab))).toMatchObject({ code });
    const before = sent(server).length;
    await resolve();
    expect(sent(server).slice(before), code).toEqual(expected);
  }
});

test("an ID that GitLab did not find is forgotten under every path that led to it", async () => {
  const { server, gitlab } = await start({ scenario: "moved-project" });
  const resolve = () => Promise.all(["group/app", "old/app"].map((path) => gitlab.project(path).id()));
  expect(await resolve()).toEqual([1, 1]);
  server.script("getJobTokenScope", [{ status: 404, body: { message: "404 Project Not Found" } }]);
  expect(await errorOf(() => gitlab.project("old/app").jobTokenScope.get())).toMatchObject({
    code: "not_found",
  });
  server.reset();
  await resolve();
  expect(sent(server).toSorted()).toEqual([
    "GET /projects/1",
    "GET /projects/group%2Fapp",
    "GET /projects/old%2Fapp",
  ]);
});

test.for([null, {}, { id: "1" }, { id: 0 }, []])(
  "a look-up that finds %j is an unexpected response",
  async (found) => {
    const gitlab = connectTo(() => Response.json(found));
    const unexpected = { code: "unexpected_response", status: 200 };
    expect(await errorOf(() => gitlab.project("group/app").id())).toMatchObject(unexpected);
    const { groupsAllowlist } = gitlab.project(1).jobTokenScope;
    expect(await errorOf(() => groupsAllowlist.create("partner"))).toMatchObject(unexpected);
  },
);

test("one signal ends several calls that wait for the same look-up", async () => {
  const { hold } = holdingLookUps();
  const { gitlab } = await start({}, { fetch: hold });
  const { groupsAllowlist } = gitlab.project("group/app").jobTokenScope;
  const controller = new AbortController();
  const { signal } = controller;
  const errors = Promise.all([
    errorOf(() => groupsAllowlist.list({ signal })),
    errorOf(() => groupsAllowlist.first({ signal })),
    errorOf(() => groupsAllowlist.ensurePresent(42, { signal })),
  ]);
  controller.abort();
  for (const error of await errors) expect(error).toMatchObject({ code: "aborted" });
});

test("calls with other limits per request do not share a look-up", async () => {
  const timers = manualTimers();
  const { hold, release, signals } = holdingLookUps();
  const { gitlab } = await start({}, { fetch: hold });
  const { groupsAllowlist } = gitlab.project("group/app").jobTokenScope;
  const patient = groupsAllowlist.list();
  const impatient = errorOf(() => groupsAllowlist.list({ timeoutMs: 30, retry: { limit: 0 } }));
  while (signals.length < 2) await settle();
  timers.advance(30);
  expect(await impatient).toMatchObject({ code: "timeout", path: "/projects/{id}", attempts: 1 });
  release();
  expect(await patient).toEqual([]);
  expect(signals).toHaveLength(2);
});

test.for([{ timeoutMs: 9_000 }, { retry: { limit: 0 } }, { retry: { maxRetryAfterMs: 0 } }])(
  "calls of which one has %j do not share a look-up",
  async (options) => {
    const { hold, release, signals } = holdingLookUps();
    const { gitlab } = await start({}, { fetch: hold });
    const calls = [gitlab.project("group/app").id(), gitlab.project("group/app").id(options)];
    for (let turn = 0; turn < 5; turn++) await settle();
    release();
    expect(await Promise.all(calls)).toEqual([1, 1]);
    expect(signals).toHaveLength(2);
  },
);

test("totalTimeoutMs of the call that began a look-up does not end it while another call waits for it", async () => {
  const timers = manualTimers();
  const { hold, release, signals } = holdingLookUps();
  const { gitlab } = await start({}, { fetch: hold });
  const { groupsAllowlist } = gitlab.project("group/app").jobTokenScope;
  const impatient = errorOf(() => groupsAllowlist.list({ totalTimeoutMs: 30 }));
  const patient = groupsAllowlist.list();
  while (signals.length < 1) await settle();
  timers.advance(30);
  expect(await impatient).toMatchObject({ code: "timeout" });
  release();
  expect(await patient).toEqual([]);
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
});

test("totalTimeoutMs of one call does not end a look-up that another call waits for", async () => {
  const timers = manualTimers();
  const { hold, release, signals } = holdingLookUps();
  const { gitlab } = await start({}, { fetch: hold });
  const { groupsAllowlist } = gitlab.project("group/app").jobTokenScope;
  const patient = groupsAllowlist.list();
  const impatient = errorOf(() => groupsAllowlist.list({ totalTimeoutMs: 30 }));
  while (signals.length < 1) await settle();
  timers.advance(30);
  expect(await impatient).toMatchObject({ code: "timeout" });
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  release();
  expect(await patient).toEqual([]);
});

test("the client forgets an ID that GitLab does not find, and a Project object keeps it", async () => {
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
  // The projects and the group are deleted, and others are created at their paths.
  let current = before;
  const { gitlab } = await start({}, { fetch: (request) => current.fetch(moved(request, current.url)) });
  const project = gitlab.project("group/app");
  expect((await project.jobTokenScope.allowlist.create("group/tool")).getId()).toBe(42);
  expect((await project.jobTokenScope.groupsAllowlist.create("partner")).getId()).toBe(8);
  current = after;
  for (const call of [
    () => project.jobTokenScope.get(),
    () => project.jobTokenScope.update({ enabled: false }),
    () => project.jobTokenScope.allowlist.list(),
    () => project.jobTokenScope.allowlist.create(6),
    () => project.jobTokenScope.get(),
  ]) {
    expect(await errorOf(call)).toMatchObject({ code: "not_found", project: "group/app" });
  }
  expect(await project.id()).toBe(1);

  const { allowlist, groupsAllowlist } = gitlab.project("group/app").jobTokenScope;
  expect((await allowlist.list()).map((entry) => entry.getId())).toEqual([5]);
  for (const create of [() => allowlist.create("group/tool"), () => groupsAllowlist.create("partner")]) {
    expect(await errorOf(create)).toMatchObject({ code: "not_found", method: "POST" });
    await create();
  }
  expect(after.state()).toMatchObject({
    projects: [{ id: 5, allowedProjects: [6], allowedGroups: [9] }, {}],
  });
});

/** The same request to another server. */
function moved(request: Request, url: string): Request {
  const { pathname, search } = new URL(request.url);
  return new Request(new URL(pathname + search, url), request);
}

test("a client remembers 1,000 groups, and forgets the one that was used least recently", async () => {
  const requested: string[] = [];
  const gitlab = connectTo(({ method, url }) => {
    if (method === "DELETE") return new Response(null, { status: 204 });
    const [, name = ""] = /groups\/g(\d+)/.exec(url) ?? [];
    requested.push(name);
    return Response.json({ id: Number(name) + 1 });
  });
  const { groupsAllowlist } = gitlab.project(1).jobTokenScope;
  const use = async (name: number) => {
    requested.length = 0;
    await groupsAllowlist.delete(`g${name}`);
    return requested.length;
  };
  for (let name = 0; name < 1_000; name++) expect(await use(name)).toBe(1);
  // Used again, so 1 is now the one that was used least recently.
  expect(await use(0)).toBe(0);
  expect(await use(1_000)).toBe(1);
  expect(await use(0)).toBe(0);
  expect(await use(2)).toBe(0);
  expect(await use(1)).toBe(1);
});
