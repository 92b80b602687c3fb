import { expect, test } from "vitest";
import { connect, connectTo, errorOf, sent, start, timingOut } from "../helpers.js";
import { endWaiting, limits, manualTimers, settle } from "../servers/timing.js";

const never = { delayMs: 60_000 };

test("an attempt ends after timeoutMs", async () => {
  const { server } = await start();
  const gitlab = connect(server, { retry: { limit: 0 }, fetch: timingOut(server, () => true) });
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get({ timeoutMs: 9_000 }));
  expect(error).toMatchObject({ name: "ConnectionError", code: "timeout", attempts: 1 });
  expect(error.message).toContain("timed out, no response in 9000 ms.");
});

test("timeoutMs covers the response body", async () => {
  const gitlab = connectTo(() => new Response(new ReadableStream({})), { retry: { limit: 0 } });
  const timers = manualTimers();
  const error = errorOf(() => gitlab.project(1).jobTokenScope.get({ timeoutMs: 9_000 }));
  await settle();
  timers.advance(9_000);
  expect(await error).toMatchObject({ code: "timeout" });
});

test("a call that is aborted while it waits reports the status of the last response", async () => {
  const controller = new AbortController();
  // By then the call waits to send the request again.
  const onResponse = () => void settle().then(() => controller.abort(new Error("enough")));
  const { server, gitlab } = await start({}, { hooks: { onResponse } });
  server.script("getJobTokenScope", [{ status: 429, headers: { "retry-after": "60" } }]);
  const aborted = await errorOf(() => gitlab.project(1).jobTokenScope.get({ signal: controller.signal }));
  expect(aborted).toMatchObject({ code: "aborted", attempts: 1, cause: controller.signal.reason });
  expect(aborted.message).toContain(
    "GET /projects/{id}/job_token_scope: aborted, the last response was 429.",
  );
});

test("the client's signal and the call's signal both end a call", async () => {
  const ofClient = new AbortController();
  const { server, gitlab } = await start({}, { signal: ofClient.signal });
  server.script("getJobTokenScope", [never, never]);
  const { jobTokenScope } = gitlab.project(1);
  const ofCall = new AbortController();
  const call = errorOf(() => jobTokenScope.get({ signal: ofCall.signal }));
  const other = errorOf(() => jobTokenScope.get({ signal: new AbortController().signal }));
  ofCall.abort(new Error("the call's"));
  expect(await call).toMatchObject({ code: "aborted", cause: ofCall.signal.reason });
  ofClient.abort(new Error("the client's"));
  expect(await other).toMatchObject({ code: "aborted", cause: ofClient.signal.reason });
});

test("the first of several signals is the cause", async () => {
  const [ofClient, ofCall] = [new AbortController(), new AbortController()];
  const fetch = async () => {
    ofCall.abort(new Error("first"));
    ofClient.abort(new Error("second"));
    return new Promise<Response>(() => {});
  };
  const { gitlab } = await start({}, { signal: ofClient.signal, fetch });
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get({ signal: ofCall.signal }));
  expect(error).toMatchObject({ code: "aborted", cause: ofCall.signal.reason });
});

test("the message of a call that ends before it has a request to send says how it ended", async () => {
  const timers = manualTimers();
  const responses = [Response.json({ inbound_enabled: true })];
  const gitlab = connectTo(() => responses.shift() ?? new Promise(() => {}));
  const scope = await gitlab.project(1).jobTokenScope.get();
  const aborted = await errorOf(() => scope.refresh({ signal: AbortSignal.abort() }));
  expect(aborted.message).toBe("The call was aborted. (project 1)");
  // The first one waits for its response, and the second one for its turn.
  const failures = [5_000, 3_000].map((totalTimeoutMs) => errorOf(() => scope.refresh({ totalTimeoutMs })));
  await settle();
  timers.advance(5_000);
  const [first, second] = await Promise.all(failures);
  expect(first?.message).toContain("GET /projects/{id}/job_token_scope: timed out, not done in 5000 ms. (");
  expect(second?.message).toBe("The call timed out, not done in 3000 ms. (project 1)");
});

test("a call with an aborted signal sends nothing", async () => {
  const { server, gitlab } = await start();
  const signal = AbortSignal.abort();
  const project = gitlab.project("group/app");
  for (const call of [
    () => project.id({ signal }),
    () => project.jobTokenScope.get({ signal }),
    () => project.jobTokenScope.update({ enabled: false }, { signal }),
    () => project.jobTokenScope.groupsAllowlist.list({ signal }),
    () => project.jobTokenScope.allowlist.create(42, { signal }),
    () => project.jobTokenScope.allowlist.ensureAbsent("group/tool", { signal }),
  ]) {
    const error = await errorOf(call);
    expect(error).toMatchObject({ name: "ConnectionError", code: "aborted", attempts: 0 });
    expect(error).toMatchObject({ method: undefined, path: undefined, url: undefined });
  }
  expect(sent(server)).toEqual([]);
});

test("a call's signal reaches every method", async () => {
  const { server, gitlab } = await start({
    seed: {
      projects: [
        { id: 1, path: "group/app", allowedProjects: [42], allowedGroups: [7] },
        { id: 42, path: "group/tool" },
      ],
      groups: [{ id: 7, path: "group" }],
    },
  });
  const project = gitlab.project("group/app");
  const group = gitlab.group("group");
  const scope = await gitlab.project(1).jobTokenScope.get();
  scope.enabled = false;
  const lists = [project.jobTokenScope.allowlist, project.jobTokenScope.groupsAllowlist] as const;
  const entries = (await Promise.all(lists.map((list) => list.list()))).flat();
  expect(entries).toHaveLength(3);
  const before = sent(server);
  const signal = AbortSignal.abort();
  for (const call of [
    () => project.isVisible({ signal }),
    () => group.id({ signal }),
    () => group.isVisible({ signal }),
    () => group.projects({ signal }).next(),
    () => project.jobTokenScope.get({ signal }),
    () => project.jobTokenScope.update({ enabled: false }, { signal }),
    () => scope.save({ signal }),
    () => scope.refresh({ signal }),
    ...lists.flatMap((list) => [
      () => list.list({ signal }),
      () => list.first({ signal }),
      () => list.pages({ signal }).next(),
      () => list.create(8, { signal }),
      () => list.delete(7, { signal }),
      () => list.ensurePresent(8, { signal }),
      () => list.ensureAbsent(7, { signal }),
    ]),
    ...entries.slice(1).map((entry) => () => entry.delete({ signal })),
  ]) {
    expect(await errorOf(call), String(call)).toMatchObject({ code: "aborted", attempts: 0 });
  }
  expect(sent(server)).toEqual(before);
});

test.for([
  ["the token function", { token: () => new Promise<string>(() => {}) }, undefined],
  ["the look-up", {}, "getProject"],
  ["the request", {}, "getJobTokenScope"],
] as const)("totalTimeoutMs ends a call during %s", async ([, options, operation]) => {
  const { server, gitlab } = await start({}, options);
  if (operation !== undefined) server.script(operation, [never]);
  const timers = manualTimers();
  const { jobTokenScope } = gitlab.project("group/app");
  const failure = errorOf(() => jobTokenScope.get({ totalTimeoutMs: 5_000 }));
  // The script's delay has begun.
  do await settle();
  while (server.scripts().length > 0);
  timers.advance(5_000);
  const error = await failure;
  expect(error).toMatchObject({ name: "ConnectionError", code: "timeout", project: "group/app" });
  expect(error.message).toContain("timed out, not done in 5000 ms");
});

test.for(limits)(
  "%s ends a call whose token function never settles, and nothing is sent",
  async ([limit, code]) => {
    const { server, gitlab } = await start({}, { token: () => new Promise(() => {}) });
    const { jobTokenScope } = gitlab.project(1);
    const read = await endWaiting(limit, (options) => jobTokenScope.get(options));
    expect(read).toMatchObject({ code, method: "GET", attempts: 0, url: undefined });
    const write = await endWaiting(limit, (options) => jobTokenScope.update({ enabled: false }, options));
    expect(write).toMatchObject({ code, method: "PATCH", attempts: 0 });
    expect(write.message).not.toContain("carried it out");
    expect(sent(server)).toEqual([]);
  },
);

test("totalTimeoutMs covers all requests of a call, and not the next call", async () => {
  const timers = manualTimers();
  const { server } = await start();
  let requests = 0;
  const fetch = (request: Request) => {
    requests++;
    timers.advance(3_000);
    return server.fetch(request);
  };
  const { allowlist } = connect(server, { fetch }).project("group/app").jobTokenScope;
  const error = await errorOf(() => allowlist.create("group/tool", { totalTimeoutMs: 5_000 }));
  expect(error).toMatchObject({ code: "timeout", project: "group/app", target: "group/tool" });
  expect(requests).toBe(2);
  expect(server.state().projects?.[0]?.allowedProjects).toEqual([]);
  expect((await allowlist.create("group/tool")).getId()).toBe(42);
});
