import { expect, onTestFinished, test, vi } from "vitest";
import { connectTo, errorOf, skipBackoff, start } from "../helpers.js";
import { settle } from "../servers/timing.js";

/** The settings of a project, as GitLab sends them. */
const settings = () => Response.json({ inbound_enabled: true, outbound_enabled: false });

test("a call clears its timers when it has ended, whether it succeeds or fails", async () => {
  const started = vi.spyOn(globalThis, "setTimeout");
  const cleared = vi.spyOn(globalThis, "clearTimeout");
  onTestFinished(() => {
    started.mockRestore();
    cleared.mockRestore();
  });
  const limits = { timeoutMs: 54_321, totalTimeoutMs: 65_432, retry: { limit: 0 } };
  const responses = [settings(), new Response("", { status: 500 }), new Error("reset")];
  const gitlab = connectTo(() => responses.shift() ?? Promise.reject(new Error("reset")), limits);
  await gitlab.project(1).jobTokenScope.get();
  await errorOf(() => gitlab.project(1).jobTokenScope.get());
  await errorOf(() => gitlab.project(1).jobTokenScope.get());
  for (const ms of [limits.timeoutMs, limits.totalTimeoutMs]) {
    const timers = started.mock.calls.flatMap(([, delay], index) =>
      delay === ms ? [started.mock.results[index]?.value] : [],
    );
    expect(timers).toHaveLength(3);
    for (const timer of timers) expect(cleared).toHaveBeenCalledWith(timer);
  }
});

test("a call that is aborted while it waits to send its request again clears the timer of the wait", async () => {
  const started = vi.spyOn(globalThis, "setTimeout");
  const cleared = vi.spyOn(globalThis, "clearTimeout");
  onTestFinished(() => {
    started.mockRestore();
    cleared.mockRestore();
  });
  const headers = { "retry-after": "54" };
  const gitlab = connectTo(() => new Response("", { status: 503, headers }));
  const controller = new AbortController();
  const error = errorOf(() => gitlab.project(1).jobTokenScope.get({ signal: controller.signal }));
  const timers = () =>
    started.mock.calls.flatMap(([, delay], index) =>
      delay === 54_000 ? [started.mock.results[index]?.value] : [],
    );
  while (timers().length === 0) await settle();
  controller.abort();
  expect(await error).toMatchObject({ code: "aborted", attempts: 1 });
  expect(timers()).toHaveLength(1);
  expect(cleared).toHaveBeenCalledWith(timers()[0]);
});

test("the body of a redirect that is followed is not left unread", async () => {
  const cancel = vi.fn();
  const body = new ReadableStream({ cancel });
  const redirect = new Response(body, { status: 302, headers: { location: "/api/v4/projects/1" } });
  const responses = [redirect, Response.json({ id: 1, path_with_namespace: "group/app" })];
  const gitlab = connectTo(() => responses.shift());
  expect(await gitlab.project("old/app").id()).toBe(1);
  expect(cancel).toHaveBeenCalledOnce();
});

test("aborting a call aborts the attempt under way, and none that has ended", async () => {
  skipBackoff();
  const signals: AbortSignal[] = [];
  const controller = new AbortController();
  const gitlab = connectTo(({ signal }) => {
    signals.push(signal);
    if (signals.length === 1) return new Response("", { status: 502 });
    controller.abort();
    return new Promise(() => {});
  });
  await errorOf(() => gitlab.project(1).jobTokenScope.get({ signal: controller.signal }));
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, true]);
});

test("the signal of a request has the reason for which its call ended", async () => {
  let reason: unknown;
  const controller = new AbortController();
  const gitlab = connectTo(({ signal }) => {
    signal.addEventListener("abort", () => {
      reason = signal.reason;
    });
    controller.abort(new Error("enough"));
    return new Promise(() => {});
  });
  await errorOf(() => gitlab.project(1).jobTokenScope.get({ signal: controller.signal }));
  expect(reason).toBe(controller.signal.reason);
});

test("a call whose total time is over does not wait to send its request again", async () => {
  const onRetry = vi.fn();
  const { server, gitlab } = await start({}, { hooks: { onRetry } });
  server.script("getJobTokenScope", [{ delayMs: 60_000 }], { repeat: true });
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get({ totalTimeoutMs: 20 }));
  expect(error).toMatchObject({ code: "timeout" });
  expect(onRetry).not.toHaveBeenCalled();
});
