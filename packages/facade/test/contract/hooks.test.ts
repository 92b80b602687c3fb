import { AsyncLocalStorage } from "node:async_hooks";
import type { Seed } from "@gitlab-job-token-scope/contract-fixture";
import type { Hooks, RequestEvent, ResponseEvent, RetryEvent } from "@gitlab-job-token-scope/facade";
import { expect, onTestFinished, test, vi } from "vitest";
import { connect, connectTo, errorOf, lostBefore, skipBackoff, start, timingOut } from "../helpers.js";

type Event = ["onRequest", RequestEvent] | ["onResponse", ResponseEvent] | ["onRetry", RetryEvent];

/** Hooks that record their events. */
function record(): { hooks: Hooks; events: Event[] } {
  const events: Event[] = [];
  const hooks: Hooks = {
    onRequest: (event) => void events.push(["onRequest", event]),
    onResponse: (event) => void events.push(["onResponse", event]),
    onRetry: (event) => void events.push(["onRetry", event]),
  };
  return { hooks, events };
}

const ms = expect.toSatisfy((value: unknown) => typeof value === "number" && value >= 0);

test("hooks report each attempt, its response and each retry, also of a look-up", async () => {
  const { hooks, events } = record();
  const { server, gitlab } = await start({}, { hooks });
  const headers = { "retry-after": "0", "x-request-id": "01HX" };
  server.script("updateJobTokenScope", [{ status: 429, headers, body: "Retry later" }]);
  await gitlab.project("group/app").jobTokenScope.update({ enabled: false });

  const lookUp = {
    requestNumber: 1,
    method: "GET",
    path: "/projects/{id}",
    url: `${server.url}/api/v4/projects/group%2Fapp`,
    attempt: 1,
  };
  const patch = {
    requestNumber: 2,
    method: "PATCH",
    path: "/projects/{id}/job_token_scope",
    url: `${server.url}/api/v4/projects/1/job_token_scope`,
  };
  const response = { failure: undefined, durationMs: ms, requestId: undefined, retryAfterMs: undefined };
  const get = { ...patch, requestNumber: 3, method: "GET", attempt: 1 };
  expect(events).toEqual([
    ["onRequest", lookUp],
    ["onResponse", { ...lookUp, ...response, status: 200 }],
    ["onRequest", { ...patch, attempt: 1 }],
    ["onResponse", { ...patch, attempt: 1, ...response, status: 429, requestId: "01HX", retryAfterMs: 0 }],
    ["onRetry", { ...patch, attempt: 2, reason: "rate_limited", delayMs: ms }],
    ["onRequest", { ...patch, attempt: 2 }],
    ["onResponse", { ...patch, attempt: 2, ...response, status: 204 }],
    ["onRequest", get],
    ["onResponse", { ...get, ...response, status: 200 }],
  ]);
});

test.for(["network", "timeout"] as const)(
  "a failed attempt (%s) is reported by onResponse, and is the reason of the retry",
  async (failure) => {
    const { hooks, events } = record();
    const { server } = await start();
    let isFirst = true;
    const isLost = () => {
      const wasFirst = isFirst;
      isFirst = false;
      return wasFirst;
    };
    const fetch = failure === "timeout" ? timingOut(server, isLost) : server.fetch;
    if (failure === "network") server.script("getJobTokenScope", [lostBefore]);
    await connect(server, { hooks, fetch }).project(1).jobTokenScope.get();
    expect(events.map(([name]) => name)).toEqual([
      "onRequest",
      "onResponse",
      "onRetry",
      "onRequest",
      "onResponse",
    ]);
    expect(events[1]?.[1]).toMatchObject({ attempt: 1, status: undefined, failure });
    expect(events[2]?.[1]).toMatchObject({ attempt: 2, reason: failure });
  },
);

test("events report how long an attempt took, and how long ago the last one ended", async () => {
  skipBackoff();
  vi.useFakeTimers({ toFake: ["performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const times: [string, number][] = [];
  const hooks: Hooks = {
    onResponse: ({ durationMs }) => {
      times.push(["attempt", durationMs]);
      vi.advanceTimersByTime(50);
    },
    onRetry: ({ delayMs }) => void times.push(["delay", delayMs]),
  };
  let requests = 0;
  const respond = () => {
    vi.advanceTimersByTime(300);
    return ++requests < 3 ? new Response(null, { status: 502 }) : Response.json({ inbound_enabled: true });
  };
  await connectTo(respond, { hooks }).project(1).jobTokenScope.get();
  expect(times).toEqual([
    ["attempt", 300],
    ["delay", 50],
    ["attempt", 300],
    ["delay", 50],
    ["attempt", 300],
  ]);
});

test("a 502, a resource lock and a new token are reasons of a retry", async () => {
  const { hooks, events } = record();
  let calls = 0;
  const seed: Seed = {
    projects: [{ id: 1, path: "group/app" }],
    tokens: [{ token: "glpat-new", admin: true }],
  };
  const token = () => (calls++ === 0 ? "glpat-old" : "glpat-new");
  const { server, gitlab } = await start({ seed }, { hooks, token });
  server.script("getJobTokenScope", [{ status: 502 }, { status: 409, body: "Resource lock" }]);
  await gitlab.project(1).jobTokenScope.get();
  const retries = events.flatMap(([name, event]) => (name === "onRetry" ? [event] : []));
  expect(retries).toMatchObject([
    { attempt: 2, reason: "server_error" },
    { attempt: 3, reason: "conflict" },
    { attempt: 4, reason: "unauthorized" },
  ]);
});

test("onResponse reports an aborted attempt, also when fetch ignores its signal", async () => {
  const { hooks, events } = record();
  const controller = new AbortController();
  const fetch = () => {
    controller.abort();
    return new Promise<Response>(() => {});
  };
  const { gitlab } = await start({}, { hooks, fetch });
  await errorOf(() => gitlab.project(1).jobTokenScope.get({ signal: controller.signal }));
  await vi.waitFor(() => expect(events).toHaveLength(2), { timeout: 30_000 });
  expect(events[1]?.[1]).toMatchObject({ status: undefined, failure: "aborted" });
});

const unreadable = Object.defineProperties(new Error("hidden"), {
  stack: { get: () => expect.unreachable() },
  message: { get: () => expect.unreachable() },
  cause: { get: () => expect.unreachable() },
});
const trapped = new Proxy(
  {},
  {
    get: () => expect.unreachable(),
    has: () => expect.unreachable(),
    getPrototypeOf: () => expect.unreachable(),
  },
);
const withoutPrototype: object = Object.create(null);
const withoutStack = Object.assign(new Error("the log is full"), { stack: undefined });
const thrownValues: [string, unknown, string][] = [
  ["an error", new Error("the log is full"), "Error: the log is full"],
  ["an error without a stack", withoutStack, "the log is full"],
  ["a text", "the log is full", "the log is full"],
  ["undefined", undefined, "undefined"],
  ["a symbol", Symbol("full"), "Symbol(full)"],
  ["an object without a prototype", withoutPrototype, "unknown reason"],
  ["an error whose getters throw", unreadable, "unknown reason"],
  ["a proxy whose traps throw", trapped, "unknown reason"],
];

test.for(thrownValues)(
  "a hook that throws, or rejects with, %s is logged, and does not fail the call",
  async ([, thrown, text]) => {
    const log = vi.spyOn(console, "error").mockReturnValue();
    onTestFinished(() => log.mockRestore());
    skipBackoff();
    const throwing = () => {
      throw thrown;
    };
    for (const hook of [throwing, () => Promise.reject(thrown)]) {
      log.mockClear();
      const hooks: Hooks = { onRequest: hook, onResponse: hook, onRetry: hook };
      let requests = 0;
      const gitlab = connectTo(
        () =>
          requests++ === 0 ? new Response(null, { status: 502 }) : Response.json({ inbound_enabled: true }),
        { hooks },
      );
      expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(true);
      await vi.waitFor(() => expect(log).toHaveBeenCalledTimes(5), { timeout: 30_000 });
      const lines = log.mock.calls.map(([line]) => /hooks\.(\w+) failed: (.*)/.exec(String(line)));
      const names = ["onRequest", "onResponse", "onRetry", "onRequest", "onResponse"];
      expect(lines.map((line) => [line?.[1], line?.[2]])).toEqual(names.map((name) => [name, text]));
    }
  },
);

test("a hook that returns an object whose then throws is logged, and does not fail the call", async () => {
  const log = vi.spyOn(console, "error").mockReturnValue();
  onTestFinished(() => log.mockRestore());
  const returned = new Proxy(
    {},
    {
      get: () => {
        throw new Error("no then");
      },
    },
  );
  const hooks: Hooks = { onRequest: () => returned };
  const gitlab = connectTo(() => Response.json({ inbound_enabled: true }), { hooks });
  expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(true);
  await vi.waitFor(() => expect(log).toHaveBeenCalledOnce(), { timeout: 30_000 });
  expect(log.mock.calls[0]?.[0]).toContain("hooks.onRequest failed: Error: no then");
});

test("hooks run in the asynchronous context of their call", async () => {
  const context = new AsyncLocalStorage<string>();
  const seen: string[] = [];
  const see = () => void seen.push(String(context.getStore()));
  const hooks = { onRequest: see, onResponse: see, onRetry: see };
  const { server, gitlab } = await start({}, { hooks });
  server.script("getJobTokenScope", [{ drop: "before" }]);
  const call = (name: string) => context.run(name, () => gitlab.project(1).jobTokenScope.get());
  await Promise.all([call("one"), call("two")]);
  // One call had one attempt; the other had two, and a retry between them.
  const times = ["one", "two"].map((name) => seen.filter((one) => one === name).length);
  expect(times.toSorted()).toEqual([2, 5]);
});

test("a hook that changes its event changes nothing else", async () => {
  const hooks: Hooks = {
    onRequest: (event) => void Object.assign(event, { url: "http://elsewhere.example" }),
  };
  const { gitlab } = await start({}, { hooks });
  expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(true);
});

test("a hook that is not a function is refused", async () => {
  // @ts-expect-error -- not a function
  const error = await errorOf(() => start({}, { hooks: { onRetry: "log" } }));
  expect(error).toMatchObject({ code: "invalid_request", message: "hooks.onRetry: expected a function" });
});
