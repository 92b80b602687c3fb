import { getEventListeners } from "node:events";
import type { OpenApiClient } from "@gitlab-job-token-scope/openapi-client";
import { expect, test } from "vitest";
import { observe, rejection, serve } from "./helpers.js";

const scope = "/api/v4/projects/{id}/job_token_scope";
const params = { path: { id: 1 } };

type Start = (api: OpenApiClient, signal: AbortSignal) => Promise<unknown>;
const starts: [string, Start][] = [
  ["GET", (api, signal) => api.GET(scope, { params, signal })],
  ["PATCH", (api, signal) => api.PATCH(scope, { params, body: { enabled: true }, signal })],
  ["prepare()", (api, signal) => api.prepare("get", scope, { params, signal })],
];

test.for(starts)("an abort ends the wait of %s for the token function", async ([, start]) => {
  const { api, requests } = observe({ token: () => new Promise(() => {}) });
  const controller = new AbortController();
  const reason = { why: "changed my mind" };
  const call = rejection(start(api, controller.signal));
  await Promise.resolve();
  controller.abort(reason);
  expect(await call).toBe(reason);
  expect(requests).toEqual([]);
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
});

test.for(starts)("%s with a signal that is aborted already calls no token function", async ([, start]) => {
  let tokens = 0;
  const { api, requests } = observe({ token: () => `glpat-${++tokens}` });
  const signal = AbortSignal.abort("stop");
  expect(await rejection(start(api, signal))).toBe("stop");
  expect([tokens, requests]).toEqual([0, []]);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test.for(starts)(
  "%s with a token that is a string ends with a signal that is aborted already",
  async ([, start]) => {
    const { api, requests } = observe();
    expect(await rejection(start(api, AbortSignal.abort("stop")))).toBe("stop");
    expect(requests).toEqual([]);
  },
);

test.for(starts)("%s sends nothing if the token function itself aborts the signal", async ([, start]) => {
  const controller = new AbortController();
  const { api, requests } = observe({
    token: async () => {
      controller.abort("stop");
      return "glpat-test";
    },
  });
  expect(await rejection(start(api, controller.signal))).toBe("stop");
  expect(requests).toEqual([]);
});

test.for(starts)(
  "a token function of %s that fails after the abort is not an unhandled rejection",
  async ([, start]) => {
    const unhandled: unknown[] = [];
    const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
    process.on("unhandledRejection", onUnhandled);
    const controller = new AbortController();
    let fail = (_: Error): void => {};
    const { api } = observe({ token: () => new Promise<string>((_, reject) => (fail = reject)) });
    const call = rejection(start(api, controller.signal));
    await Promise.resolve();
    controller.abort("stop");
    expect(await call).toBe("stop");
    fail(new Error("too late"));
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", onUnhandled);
    expect(unhandled).toEqual([]);
  },
);

test("an abort ends a request that is under way, and the body", async () => {
  for (const isBody of [false, true]) {
    const controller = new AbortController();
    const reason = new Error("stop");
    const abort = (): void => controller.abort(reason);
    const api = await serve((_, response) => {
      if (isBody) response.writeHead(200).write("{");
      else abort();
    });
    // In the next turn of the event loop, the client reads the body.
    api.use({ onResponse: () => void setImmediate(abort) });
    expect(await rejection(api.GET(scope, { params, signal: controller.signal }))).toBe(reason);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  }
});

test("no listener stays on a signal after any outcome", async () => {
  const { signal } = new AbortController();
  const good = observe({ token: async () => "glpat-test" });
  await good.api.GET(scope, { params, signal });
  await good.api.prepare("get", scope, { params, signal });
  const lost = await serve((_, response) => response.destroy());
  await rejection(lost.GET(scope, { params, signal }));
  const failing = observe({ token: () => Promise.reject(new Error("sealed")) });
  await rejection(failing.api.GET(scope, { params, signal }));
  await rejection(failing.api.prepare("get", scope, { params, signal }));
  const none = await serve((_, response) => response.writeHead(502).end());
  await none.GET(scope, { params, signal });
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("a signal also ends the wait of a token function that throws at once with that failure", async () => {
  const failure = new Error("sealed");
  const { api } = observe({
    token: () => {
      throw failure;
    },
  });
  const { signal } = new AbortController();
  for (const [, start] of starts) expect(await rejection(start(api, signal))).toBe(failure);
});
