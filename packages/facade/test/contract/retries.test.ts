import type { GitLab } from "@gitlab-job-token-scope/facade";
import { describe, expect, test } from "vitest";
import { connect, connectTo, errorOf, lostBefore, methodsOf, sent, start, timingOut } from "../helpers.js";

/** A call of each method that looks nothing up. */
const calls = {
  GET: ["getJobTokenScope", (gitlab: GitLab) => gitlab.project(1).jobTokenScope.get()],
  PATCH: [
    "updateJobTokenScope",
    (gitlab: GitLab) => gitlab.project(1).jobTokenScope.update({ enabled: false }),
  ],
  DELETE: ["disallowProject", (gitlab: GitLab) => gitlab.project(1).jobTokenScope.allowlist.delete(2)],
  POST: ["allowProject", (gitlab: GitLab) => gitlab.project(1).jobTokenScope.allowlist.create(42)],
} as const;
type Method = keyof typeof calls;

const seed = {
  projects: [
    { id: 1, path: "group/app", allowedProjects: [2] },
    { id: 2, path: "group/library" },
    { id: 42, path: "group/tool" },
  ],
};
const locked = { status: 409, body: { message: "409 Conflict: Resource lock" } };
const unlocked = { status: 409, body: { message: "409 Conflict" } };
const retryableStatuses = [408, 429, 502, 503, 504, 520, 521, 522, 523, 524];
const otherStatuses = [400, 403, 404, 405, 410, 418, 422, 500, 501, 505, 507, 519, 525, 530, 599];

/** The statuses of the responses to one method. */
const statusesOf = (server: Awaited<ReturnType<typeof start>>["server"], method: Method) =>
  server
    .requests()
    .filter((request) => request.method === method)
    .map(({ status }) => status);

describe.for(["GET", "PATCH", "DELETE"] as const)("%s", (method) => {
  const [operation, call] = calls[method];
  const success = method === "GET" ? 200 : 204;

  test("is retried after each retryable status", async () => {
    const { server, gitlab } = await start({ seed });
    for (const status of retryableStatuses) {
      server.reset();
      server.script(operation, [{ status }, { status }]);
      await call(gitlab);
      expect(statusesOf(server, method)).toEqual([status, status, success]);
    }
  });

  test("is retried after a resource lock, and not after any other 409", async () => {
    const { server, gitlab } = await start({ seed });
    server.script(operation, [locked, locked]);
    await call(gitlab);
    expect(statusesOf(server, method)).toEqual([409, 409, success]);

    server.reset();
    server.script(operation, [unlocked]);
    expect(await errorOf(() => call(gitlab))).toMatchObject({ code: "conflict", method, attempts: 1 });
    expect(methodsOf(server)).toEqual([method]);
  });

  test("is retried after a resource lock in other letters", async () => {
    const { server, gitlab } = await start({ seed });
    server.script(operation, [{ status: 409, body: { message: "409 conflict: resource lock" } }]);
    await call(gitlab);
    expect(statusesOf(server, method)).toEqual([409, success]);
  });

  test("is retried after a lost connection", async () => {
    const { server, gitlab } = await start({ seed });
    server.script(operation, [lostBefore, lostBefore]);
    await call(gitlab);
    expect(statusesOf(server, method)).toEqual([0, 0, success]);
  });

  test("is retried after an attempt that timed out", async () => {
    const { server } = await start({ seed });
    let left = 2;
    const fetch = timingOut(server, (request) => request.method === method && left-- > 0);
    await call(connect(server, { fetch }));
    expect(statusesOf(server, method)).toEqual([success]);
    expect(left).toBeLessThan(0);
  });

  test("is not retried after any other status", async () => {
    const { server, gitlab } = await start({ seed });
    for (const status of otherStatuses) {
      server.reset();
      server.script(operation, [{ status }]);
      // A write that failed with a 5xx is settled by a read, and may succeed after all.
      await call(gitlab).catch(() => {});
      expect(statusesOf(server, method)).toEqual([status]);
    }
  });

  test("fails with the last failure and the number of attempts when the retries are used up", async () => {
    const { server, gitlab } = await start({ seed });
    server.script(operation, [
      lostBefore,
      { status: 503 },
      { ...locked, headers: { "x-request-id": "01JD" } },
    ]);
    const last = { code: "conflict", status: 409, requestId: "01JD", method, attempts: 3 };
    expect(await errorOf(() => call(gitlab))).toMatchObject(last);
    // An earlier attempt of a write may have been carried out, so it is settled by reading.
    const settled = method === "GET" ? [] : ["GET"];
    expect(methodsOf(server)).toEqual([method, method, method, ...settled]);
  });

  test("is not retried with a limit of 0", async () => {
    const { server } = await start({ seed });
    server.script(operation, [locked]);
    const gitlab = connect(server, { retry: { limit: 0 } });
    expect(await errorOf(() => call(gitlab))).toMatchObject({ code: "conflict", attempts: 1 });
  });
});

describe("POST", () => {
  const [operation, call] = calls.POST;

  test("is retried after 429 and a resource lock, with which GitLab carried nothing out", async () => {
    const { server, gitlab } = await start({ seed });
    server.script(operation, [{ status: 429, body: "Retry later" }, locked]);
    expect((await call(gitlab)).getId()).toBe(42);
    expect(statusesOf(server, "POST")).toEqual([429, 409, 201]);
    expect(methodsOf(server)).toEqual(["POST", "POST", "POST"]);
  });

  test("is not retried after any other status", async () => {
    const { server, gitlab } = await start({ seed });
    for (const status of [...retryableStatuses.filter((one) => one !== 429), ...otherStatuses]) {
      server.reset();
      server.script(operation, [{ status }]);
      await call(gitlab).catch(() => {});
      expect(statusesOf(server, "POST")).toEqual([status]);
    }
    server.reset();
    server.script(operation, [unlocked]);
    expect(await errorOf(() => call(gitlab))).toMatchObject({
      code: "conflict",
      method: "POST",
      attempts: 1,
    });
  });

  test("is not retried after a lost connection or an attempt that timed out", async () => {
    const { server, gitlab } = await start({ seed });
    server.script(operation, [lostBefore]);
    expect(await errorOf(() => call(gitlab))).toMatchObject({ code: "network", attempts: 1 });

    const fetch = timingOut(server, (request) => request.method === "POST");
    const timedOut = await errorOf(() => call(connect(server, { fetch })));
    expect(timedOut).toMatchObject({ code: "timeout", method: "POST", attempts: 1 });
    expect(timedOut.message).toContain(
      "timed out, no response in 10000 ms. GitLab may have carried out the write.",
    );
  });
});

test("a connection that another fetch implementation loses is retried too", async () => {
  let isFirst = true;
  const losesTheFirst = async (request: Request) => {
    if (!isFirst) return fetch(request);
    isFirst = false;
    throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
  };
  const { gitlab } = await start({}, { fetch: losesTheFirst });
  expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(true);
});

test("a call's limit overrides the client's, for each of its requests", async () => {
  const { server, gitlab } = await start({}, { retry: { limit: 0 } });
  const { groupsAllowlist } = gitlab.project("group/app").jobTokenScope;
  server.script({}, [{ status: 502 }, { status: 502 }, { status: 502 }, "pass", { status: 502 }, "pass"]);
  await groupsAllowlist.list({ retry: { limit: 3 } });
  const lookUp = "GET /projects/group%2Fapp";
  const page = "GET /projects/1/job_token_scope/groups_allowlist?page=1&per_page=100";
  expect(sent(server)).toEqual([lookUp, lookUp, lookUp, lookUp, page, page]);
});

test("a call's retry option that sets one limit leaves the client's other one in force", async () => {
  const respond = () => new Response("", { status: 503, headers: { "retry-after": "5" } });
  const impatient = connectTo(respond, { retry: { maxRetryAfterMs: 4_999 } });
  const once = connectTo(respond, { retry: { limit: 0 } });
  for (const call of [
    () => impatient.project(1).jobTokenScope.get({ retry: { limit: 1 } }),
    () => once.project(1).jobTokenScope.get({ retry: { maxRetryAfterMs: 6_000 } }),
  ]) {
    expect(await errorOf(call)).toMatchObject({ code: "server_error", attempts: 1, retryAfterMs: 5_000 });
  }
});

test("a retry sends the same body again", async () => {
  const bodies: string[] = [];
  const gitlab = connectTo(
    async (request) => {
      if (request.method === "GET") return Response.json({ inbound_enabled: false });
      bodies.push(await request.text());
      return new Response(null, { status: bodies.length < 3 ? 502 : 204 });
    },
    { retry: { limit: 2 } },
  );
  const scope = await gitlab.project(1).jobTokenScope.update({ enabled: false });
  expect(scope.inboundEnabled).toBe(false);
  expect(bodies).toEqual(Array(3).fill('{"enabled":false}'));
});
