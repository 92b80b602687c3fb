import { AsyncLocalStorage } from "node:async_hooks";
import type { Seed } from "@gitlab-job-token-scope/contract-fixture";
import type { Hooks, RequestEvent, ResponseEvent, RetryEvent } from "@gitlab-job-token-scope/facade";
import { expect, onTestFinished, test, vi } from "vitest";
import { errorOf, start } from "../helpers.js";

type Event = ["onRequest", RequestEvent] | ["onResponse", ResponseEvent] | ["onRetry", RetryEvent];

/** Hooks that remember what they were told. */
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

test("hooks are told of each attempt, its answer and each wait", async () => {
  const { hooks, events } = record();
  const { server, gitlab } = await start({}, { hooks });
  const headers = { "retry-after": "0", "x-request-id": "01HX" };
  server.script("updateJobTokenScope", [{ status: 429, headers, body: "Retry later" }]);
  await gitlab.project("group/app").jobTokenScope.update({ enabled: false });

  const patch = {
    requestNumber: 1,
    method: "PATCH",
    path: "/projects/{id}/job_token_scope",
    url: `${server.url}/api/v4/projects/group%2Fapp/job_token_scope`,
  };
  const answer = { failure: undefined, durationMs: ms, requestId: undefined, retryAfterMs: undefined };
  const get = { ...patch, requestNumber: 2, method: "GET", attempt: 1 };
  expect(events).toEqual([
    ["onRequest", { ...patch, attempt: 1 }],
    ["onResponse", { ...patch, attempt: 1, ...answer, status: 429, requestId: "01HX", retryAfterMs: 0 }],
    ["onRetry", { ...patch, attempt: 2, reason: "rate_limited", delayMs: ms }],
    ["onRequest", { ...patch, attempt: 2 }],
    ["onResponse", { ...patch, attempt: 2, ...answer, status: 204 }],
    ["onRequest", get],
    ["onResponse", { ...get, ...answer, status: 200 }],
  ]);
});

test.for([
  ["a lost connection", { drop: "before" }, "network"],
  ["an attempt that takes too long", { delayMs: 60_000 }, "timeout"],
] as const)("%s has an end too, and is a reason to try again", async ([, fault, failure]) => {
  const { hooks, events } = record();
  const { server, gitlab } = await start({}, { hooks, timeoutMs: 500 });
  server.script("getJobTokenScope", [fault]);
  await gitlab.project(1).jobTokenScope.get();
  expect(events.map(([name]) => name)).toEqual([
    "onRequest",
    "onResponse",
    "onRetry",
    "onRequest",
    "onResponse",
  ]);
  expect(events[1]?.[1]).toMatchObject({ attempt: 1, status: undefined, failure });
  expect(events[2]?.[1]).toMatchObject({ attempt: 2, reason: failure });
});

test("a 502 and a token that was renewed are reasons too", async () => {
  const { hooks, events } = record();
  let asked = 0;
  const seed: Seed = {
    projects: [{ id: 1, path: "group/app" }],
    tokens: [{ token: "glpat-new", admin: true }],
  };
  const token = () => (asked++ === 0 ? "glpat-old" : "glpat-new");
  const { server, gitlab } = await start({ seed }, { hooks, token });
  server.script("getJobTokenScope", [{ status: 502 }]);
  await gitlab.project(1).jobTokenScope.get();
  const retries = events.flatMap(([name, event]) => (name === "onRetry" ? [event] : []));
  expect(retries).toMatchObject([
    { attempt: 2, reason: "server_error" },
    { attempt: 3, reason: "unauthorized" },
  ]);
});

test("an aborted attempt ends as aborted, also where a fetch does not heed its signal", async () => {
  const { hooks, events } = record();
  const controller = new AbortController();
  const fetch = () => {
    controller.abort();
    return new Promise<Response>(() => {});
  };
  const { gitlab } = await start({}, { hooks, fetch });
  await errorOf(() => gitlab.project(1).jobTokenScope.get({ signal: controller.signal }));
  await vi.waitFor(() => expect(events).toHaveLength(2));
  expect(events[1]?.[1]).toMatchObject({ status: undefined, failure: "aborted" });
});

test.for<[string, () => void]>([
  [
    "throws",
    () => {
      throw new Error("the log is full");
    },
  ],
  ["rejects", async () => Promise.reject(new Error("the log is full"))],
])("a hook that %s is told on the console, and the call goes on", async ([, fail]) => {
  const complain = vi.spyOn(console, "error").mockReturnValue();
  onTestFinished(() => complain.mockRestore());
  const hooks = { onRequest: fail, onResponse: fail, onRetry: fail };
  const { server, gitlab } = await start({}, { hooks });
  server.script("getJobTokenScope", [{ status: 429, headers: { "retry-after": "0" } }]);
  expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(true);
  expect(
    complain.mock.calls.map(([text]) => /hooks\.(\w+) failed: Error: the log is full/.exec(text)?.[1]),
  ).toEqual(["onRequest", "onResponse", "onRetry", "onRequest", "onResponse"]);
});

test("hooks run in the asynchronous context of their call, as tracers expect", async () => {
  const context = new AsyncLocalStorage<string>();
  const seen: string[] = [];
  const see = () => void seen.push(String(context.getStore()));
  const hooks = { onRequest: see, onResponse: see, onRetry: see };
  const { server, gitlab } = await start({}, { hooks });
  server.script("getJobTokenScope", [{ drop: "before" }]);
  const call = (name: string) => context.run(name, () => gitlab.project(1).jobTokenScope.get());
  await Promise.all([call("one"), call("two")]);
  // One call was made with one attempt, the other with two and a wait between them.
  const times = ["one", "two"].map((name) => seen.filter((one) => one === name).length);
  expect(times.toSorted()).toEqual([2, 5]);
});

test("what a hook does to its data changes nothing", async () => {
  const hooks: Hooks = {
    onRequest: (event) => void Object.assign(event, { url: "http://elsewhere.example" }),
  };
  const { gitlab } = await start({}, { hooks });
  expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(true);
});

test("a hook that is no function is refused", async () => {
  // @ts-expect-error -- no function
  const error = await errorOf(() => start({}, { hooks: { onRetry: "log" } }));
  expect(error).toMatchObject({ code: "invalid_request", message: "hooks.onRetry: expected a function" });
});
