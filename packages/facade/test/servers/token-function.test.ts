import { expect, test } from "vitest";
import { failureOf, watchUncaught } from "./failures.js";
import { json } from "./gitlab.js";
import { projectOf, startServer, token } from "./server.js";
import { deferred, manualTimers, settle } from "./timing.js";

const never = () => new Promise<string>(() => {});

for (const reference of [1, "group/app"]) {
  test(`a token function that never settles ends with totalTimeoutMs and with a signal (${reference})`, async () => {
    const timers = manualTimers();
    const server = await startServer();
    const { jobTokenScope } = server.connect({ token: never }).project(reference);
    for (const call of [
      (options: object) => jobTokenScope.get(options),
      (options: object) => jobTokenScope.update({ enabled: true }, options),
      (options: object) => jobTokenScope.allowlist.create("group/p2", options),
      (options: object) => jobTokenScope.allowlist.list(options),
    ]) {
      const timedOut = failureOf(() => call({ totalTimeoutMs: 5_000 }));
      await settle();
      timers.advance(5_000);
      expect(await timedOut).toMatchObject({ code: "timeout", project: reference });
      const controller = new AbortController();
      const aborted = failureOf(() => call({ signal: controller.signal }));
      await settle();
      controller.abort();
      expect(await aborted).toMatchObject({ code: "aborted", project: reference, attempts: 0 });
    }
    expect(server.journal).toEqual([]);
  });
}

test("a token function that never settles after a 401 ends with totalTimeoutMs and with a signal", async () => {
  const timers = manualTimers();
  const server = await startServer(() => json(401, { message: "401 Unauthorized" }));
  const calls = [token];
  const gitlab = server.connect({ token: () => calls.pop() ?? never() });
  const timedOut = failureOf(() =>
    gitlab.project(1).jobTokenScope.update({ enabled: true }, { totalTimeoutMs: 5_000 }),
  );
  while (server.journal.length === 0 || calls.length > 0) await settle();
  for (let turn = 0; turn < 20; turn++) await settle();
  timers.advance(5_000);
  expect(await timedOut).toMatchObject({ code: "timeout", project: 1, attempts: 1, method: "PATCH" });
  expect(server.journal).toHaveLength(1);
});

test("a renewal that never settled does not hold up the calls after it", async () => {
  const timers = manualTimers();
  let valid = "";
  const server = await startServer();
  const fetch = async (request: Request): Promise<Response> =>
    request.headers.get("authorization") === `Bearer ${valid}`
      ? globalThis.fetch(request)
      : Response.json({ message: "401 Unauthorized" }, { status: 401 });
  const results: (() => string | Promise<string>)[] = [
    () => "old",
    never,
    () => "old",
    () => {
      valid = "new";
      return valid;
    },
  ];
  const gitlab = server.connect({ fetch, token: () => results.shift()?.() ?? "new" });
  const timedOut = failureOf(() => gitlab.project(1).jobTokenScope.get({ totalTimeoutMs: 5_000 }));
  while (results.length > 2) await settle();
  timers.advance(5_000);
  expect(await timedOut).toMatchObject({ code: "timeout" });
  const second = gitlab.project(1).jobTokenScope.get({ totalTimeoutMs: 5_000 });
  for (let turn = 0; turn < 20 && results.length > 0; turn++) await settle();
  expect(results).toHaveLength(0);
  expect((await second).enabled).toBe(false);
});

test("calls that share a renewal each end by their own limits", async () => {
  const server = await startServer();
  const renewal = deferred<string>();
  const fetch = async (request: Request): Promise<Response> =>
    request.headers.get("authorization") === "Bearer new"
      ? globalThis.fetch(request)
      : Response.json({ message: "401 Unauthorized" }, { status: 401 });
  let calls = 0;
  const gitlab = server.connect({ fetch, token: () => (++calls <= 2 ? "old" : renewal.promise) });
  const controller = new AbortController();
  const aborted = failureOf(() => gitlab.project(1).jobTokenScope.get({ signal: controller.signal }));
  const update = gitlab.project(2).jobTokenScope.update({ enabled: true });
  while (calls < 3) await settle();
  controller.abort();
  expect(await aborted).toMatchObject({ code: "aborted", project: 1 });
  renewal.resolve("new");
  await update;
  expect(projectOf(server, 2).enabled).toBe(true);
  expect(calls).toBeGreaterThanOrEqual(3);
});

test("a call that ends while others wait for the same renewal leaves it to them, and to later refusals", async () => {
  const server = await startServer();
  const renewal = deferred<string>();
  const refused = deferred();
  let next: string | Promise<string> = "old";
  let calls = 0;
  const fetch = async (request: Request): Promise<Response> => {
    if (request.headers.get("authorization") === "Bearer new") return globalThis.fetch(request);
    if (calls === 2) {
      next = renewal.promise;
      refused.resolve();
    }
    await refused.promise;
    return Response.json({ message: "401 Unauthorized" }, { status: 401 });
  };
  const token = () => {
    calls++;
    return next;
  };
  const { jobTokenScope } = server.connect({ fetch, token }).project(1);
  const controller = new AbortController();
  const first = failureOf(() => jobTokenScope.get({ signal: controller.signal }));
  const second = jobTokenScope.get();
  while (calls < 3) await settle();
  controller.abort();
  await first;
  next = "old";
  const third = jobTokenScope.get();
  await settle();
  renewal.resolve("new");
  await Promise.all([second, third]);
  // One for each call, and one renewal.
  expect(calls).toBe(4);
});

test("a token function that returns no token is the whole reason: the error has no cause", async () => {
  const server = await startServer();
  const error = await failureOf(() =>
    server
      .connect({ token: () => "" })
      .project(1)
      .jobTokenScope.get(),
  );
  expect(Object.hasOwn(error, "cause")).toBe(false);
});

test("what a token function returns that is no token fails the call, and is not shown", async () => {
  const uncaught = watchUncaught();
  const server = await startServer();
  for (const value of [
    undefined,
    null,
    5,
    {},
    "",
    `${token}\n`,
    ` ${token}`,
    Symbol("odd"),
    [token],
    `${token}é`,
  ]) {
    const error = await failureOf(() =>
      server
        .connect({ token: () => value as string })
        .project(1)
        .jobTokenScope.update({ enabled: true }),
    );
    expect(error).toMatchObject({ code: "invalid_request", project: 1 });
  }
  await settle();
  expect([uncaught, server.journal]).toEqual([[], []]);
});
