import { expect, test, vi } from "vitest";
import { failureOf } from "./failures.js";
import { projectOf, startServer, token } from "./server.js";
import { deferred, manualTimers, settle } from "./timing.js";

/** Calls that write, by name. */
const writes = ["update", "create", "delete", "ensurePresent", "ensureAbsent"] as const;

for (const write of writes) {
  test(`${write}() sends nothing when it is aborted before the token function returns`, async () => {
    const server = await startServer();
    projectOf(server).projects.add(3);
    const late = deferred<string>();
    const { jobTokenScope } = server.connect({ token: () => late.promise }).project(1);
    const { allowlist } = jobTokenScope;
    const controller = new AbortController();
    const { signal } = controller;
    const call = {
      update: () => jobTokenScope.update({ enabled: true }, { signal }),
      create: () => allowlist.create(2, { signal }),
      delete: () => allowlist.delete(3, { signal }),
      ensurePresent: () => allowlist.ensurePresent(2, { signal }),
      ensureAbsent: () => allowlist.ensureAbsent(3, { signal }),
    }[write];
    const failure = failureOf(call);
    await settle();
    controller.abort();
    expect(await failure).toMatchObject({ code: "aborted", project: 1, attempts: 0 });
    late.resolve(token);
    await settle();
    await server.connect().project(4).jobTokenScope.get();
    expect(server.journal).toEqual(["GET /projects/4/job_token_scope"]);
    expect([projectOf(server).enabled, [...projectOf(server).projects]]).toEqual([false, [3]]);
  });
}

test("a call that totalTimeoutMs has ended sends nothing when the token function returns later", async () => {
  const timers = manualTimers();
  const server = await startServer();
  const late = deferred<string>();
  const { jobTokenScope } = server.connect({ token: () => late.promise }).project("group/app");
  const failure = failureOf(() => jobTokenScope.update({ enabled: true }, { totalTimeoutMs: 1_000 }));
  timers.advance(1_000);
  expect(await failure).toMatchObject({ code: "timeout", project: "group/app" });
  late.resolve(token);
  await settle();
  await server.connect().project(4).jobTokenScope.get();
  expect(server.journal).toEqual(["GET /projects/4/job_token_scope"]);
});

for (const hook of ["onRequest", "onRetry", "onResponse"] as const) {
  test(`a write that ${hook} aborts is not sent after that`, async () => {
    const server = await startServer((_request) => ({ status: 503 }));
    const controller = new AbortController();
    const events: string[] = [];
    const names = ["onRequest", "onResponse", "onRetry"] as const;
    const record = (name: string) => (event: object) => {
      events.push("failure" in event ? `${name} ${event.failure ?? "with a response"}` : name);
      if (name === hook) controller.abort();
    };
    const gitlab = server.connect({ hooks: Object.fromEntries(names.map((name) => [name, record(name)])) });
    const failure = await failureOf(() =>
      gitlab.project(1).jobTokenScope.update({ enabled: true }, { signal: controller.signal }),
    );
    expect(failure).toMatchObject({ code: "aborted" });
    await settle();
    expect(server.journal).toHaveLength(hook === "onRequest" ? 0 : 1);
    // An attempt that began ends, and nothing else is reported.
    const reported = ["onRequest", `onResponse ${hook === "onRequest" ? "aborted" : "with a response"}`];
    if (hook === "onRetry") reported.push("onRetry");
    expect(events).toEqual(reported);
  });
}

test("a write that is aborted while it waits to be repeated is not sent again", async () => {
  const timers = manualTimers();
  const server = await startServer(() => ({ status: 503, headers: { "retry-after": "30" } }));
  const controller = new AbortController();
  const responded = deferred();
  const onRetry = vi.fn();
  const gitlab = server.connect({ hooks: { onResponse: () => responded.resolve(), onRetry } });
  const { signal } = controller;
  const failure = failureOf(() => gitlab.project(1).jobTokenScope.update({ enabled: true }, { signal }));
  await responded.promise;
  await settle();
  controller.abort();
  expect(await failure).toMatchObject({ code: "aborted", attempts: 1, project: 1 });
  timers.advance(60_000);
  await settle();
  expect(server.journal).toHaveLength(1);
  expect(onRetry).not.toHaveBeenCalled();
});
