import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { startServer } from "./server.js";
import { deferred, settle } from "./timing.js";

/** A fetch without sockets, which fails in every way by turns. Most of it is what the server would do. */
function byTurns(server: { origin: string }): (request: Request) => Promise<Response> {
  let turn = 0;
  const settings = { inbound_enabled: true, outbound_enabled: false };
  return async ({ method, url }) => {
    const path = url.replace(server.origin, "");
    turn++;
    if (turn % 7 === 0) return new Response("<html>", { status: 502 });
    if (turn % 11 === 0) throw new TypeError("fetch failed");
    if (turn % 13 === 0) return new Response("<html>");
    if (turn % 17 === 0) return Response.json({ message: "403 Forbidden" }, { status: 403 });
    if (method === "PATCH" || method === "DELETE") return new Response(null, { status: 204 });
    if (method === "POST")
      return Response.json({ source_project_id: 1, target_project_id: 2 }, { status: 201 });
    if (path.includes("allowlist")) {
      const page = Number(/[?&]page=(\d+)/.exec(path)?.[1]);
      return Response.json([{ id: page }], { headers: { "x-next-page": page < 3 ? String(page + 1) : "" } });
    }
    return Response.json(path.includes("job_token_scope") ? settings : { id: 1 });
  };
}

test("2,000 calls of all kinds leave no listener on a signal, whether they succeed or fail", {
  tags: ["slow"],
}, async () => {
  const server = await startServer();
  const { signal } = new AbortController();
  const outcomes = { resolved: 0, rejected: 0 };
  for (const gitlab of [
    server.connect({ fetch: byTurns(server), signal }),
    server.connect({ fetch: byTurns(server) }),
  ]) {
    for (let count = 0; count < 1_000; count += 10) {
      const options = { signal, retry: { limit: count % 3 } };
      const { jobTokenScope } = gitlab.project(count % 4 === 0 ? 1 : `group/app${count}`);
      const { allowlist, groupsAllowlist } = jobTokenScope;
      const calls = [
        () => jobTokenScope.get(options),
        () => jobTokenScope.update({ enabled: true }, options),
        () => allowlist.list(options),
        () => allowlist.first(options),
        () => allowlist.create(2, options),
        () => allowlist.delete(2, options),
        () => allowlist.ensurePresent("group/tool", options),
        () => allowlist.ensureAbsent(2, options),
        async () => {
          for await (const page of groupsAllowlist.pages(options)) if (page.length > 0) break;
        },
        async () => {
          for await (const _page of groupsAllowlist.pages(options)) throw new Error("left by the caller");
        },
      ];
      for (const result of await Promise.allSettled(calls.map((call) => call()))) {
        outcomes[result.status === "fulfilled" ? "resolved" : "rejected"]++;
      }
    }
  }
  expect(outcomes.resolved + outcomes.rejected).toBe(2_000);
  expect(Math.min(outcomes.resolved, outcomes.rejected)).toBeGreaterThan(100);
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
});

test("time-outs, invalid options, queued calls and aborts leave no listener on a signal", async () => {
  const server = await startServer();
  const held = deferred<Response>();
  const { signal } = new AbortController();
  const gitlab = server.connect({ fetch: () => held.promise, signal });
  const { jobTokenScope } = gitlab.project(1);
  const limits = [
    { timeoutMs: 1, retry: { limit: 0 } },
    { totalTimeoutMs: 1 },
    { timeoutMs: -1 },
    { limit: 0 },
  ];
  for (const options of limits) {
    const calls = [
      () => jobTokenScope.get({ ...options, signal }),
      () => jobTokenScope.update({ enabled: true }, { ...options, signal }),
      () => jobTokenScope.allowlist.list({ ...options, signal }),
      () => gitlab.project("group/app").id({ ...options, signal }),
    ];
    for (const result of await Promise.allSettled(calls.map((call) => call()))) {
      expect(result.status).toBe("rejected");
    }
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  }
});

test("calls that are aborted leave no listener on the signal that outlives them", async () => {
  const server = await startServer(() => "silence");
  const longLived = new AbortController();
  const controller = new AbortController();
  const gitlab = server.connect({ signal: longLived.signal });
  const { signal } = controller;
  const calls = [1, "group/app"].flatMap((reference) => {
    const { jobTokenScope } = gitlab.project(reference);
    return [jobTokenScope.get({ signal }), jobTokenScope.allowlist.list({ signal })];
  });
  const results = Promise.allSettled(calls);
  await settle();
  controller.abort();
  expect((await results).every(({ status }) => status === "rejected")).toBe(true);
  expect(getEventListeners(longLived.signal, "abort")).toHaveLength(0);
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
});

test("an iteration over the projects of a group that its caller leaves keeps no listener on a signal", async () => {
  const server = await startServer();
  const row = { id: 1, name: "app", path_with_namespace: "group/app", web_url: "https://x" };
  const fetch = async () => Response.json([row], { headers: { "x-next-page": "2" } });
  const { signal } = new AbortController();
  for await (const { id } of server.connect({ fetch }).group(7).projects({ signal })) if (id > 0) break;
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
});
