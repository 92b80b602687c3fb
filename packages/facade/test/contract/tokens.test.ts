import type { Seed } from "@gitlab-job-token-scope/contract-fixture";
import type { GitLabOptions, JobTokenScopeManager } from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";
import { connectTo, errorOf, sent, start } from "../helpers.js";
import { deferred, manualTimers, settle } from "../servers/timing.js";

const scope = "/projects/1/job_token_scope";
const seed = {
  projects: [
    { id: 1, path: "group/app", allowedProjects: [2] },
    { id: 2, path: "group/library" },
    { id: 42, path: "group/tool" },
  ],
  tokens: [
    { token: "glpat-old", state: "expired", admin: true },
    { token: "glpat-new", admin: true },
  ],
} as const satisfies Seed;

/** A GitLab whose first token has expired, and a client whose token function returns that one first. */
async function rotate(
  options: { tokenOf?: (call: number) => string | Promise<string> } & Omit<
    Partial<GitLabOptions>,
    "token"
  > = {},
) {
  const { tokenOf = (call) => (call === 1 ? "glpat-old" : "glpat-new"), ...rest } = options;
  let calls = 0;
  const token = () => {
    calls++;
    return tokenOf(calls);
  };
  const { server, gitlab } = await start({ seed }, { token, ...rest });
  return { server, ...gitlab.project(1), timesCalled: () => calls };
}

test.for<[string, (manager: JobTokenScopeManager) => Promise<unknown>]>([
  ["GET", (manager) => manager.get()],
  ["POST", ({ allowlist }) => allowlist.create(42)],
  ["DELETE", ({ allowlist }) => allowlist.delete(2)],
  ["PATCH", (manager) => manager.update({ enabled: false })],
])("after a 401 a %s is sent again with the token that the function returns then", async ([method, call]) => {
  const { server, jobTokenScope, timesCalled } = await rotate();
  await call(jobTokenScope);
  const statuses = server
    .requests()
    .filter((request) => request.method === method)
    .map(({ status }) => status);
  expect(statuses).toEqual([401, expect.toSatisfy((status: number) => status < 300)]);
  // The read after the PATCH calls the function too.
  expect(timesCalled()).toBe(method === "PATCH" ? 3 : 2);
});

test("the new token is sent in PRIVATE-TOKEN when the first one was", async () => {
  const { jobTokenScope } = await rotate({ tokenHeader: "private-token" });
  expect((await jobTokenScope.get()).inboundEnabled).toBe(true);
});

test.for<[string, (call: number) => string | Promise<string>]>([
  ["at once", (call) => (call <= 10 ? "glpat-old" : "glpat-new")],
  [
    "after a while",
    async (call) => {
      if (call <= 10) return "glpat-old";
      await settle();
      return "glpat-new";
    },
  ],
])("ten calls share one renewal that resolves %s, and each is sent again once", async ([, tokenOf]) => {
  // The last two refusals arrive after the renewal has ended, and the other calls with it.
  const othersDone = deferred();
  let requests = 0;
  const held = async (request: Request) => {
    const isLate = [9, 10].includes(++requests);
    const response = await fetch(request);
    if (isLate) await othersDone.promise;
    return response;
  };
  const { server, jobTokenScope, timesCalled } = await rotate({ tokenOf, fetch: held });
  let done = 0;
  const calls = Array.from({ length: 10 }, async () => {
    await jobTokenScope.get();
    if (++done === 8) othersDone.resolve();
  });
  await Promise.all(calls);
  expect(timesCalled()).toBe(11);
  expect(sent(server)).toHaveLength(20);
});

test("a call that begins after a renewal can have its own", async () => {
  const { jobTokenScope, timesCalled } = await rotate({
    tokenOf: (call) => (call % 2 === 1 ? "glpat-old" : "glpat-new"),
  });
  await jobTokenScope.get();
  await jobTokenScope.get();
  expect(timesCalled()).toBe(4);
});

test("a second 401 fails with unauthorized", async () => {
  const { server, jobTokenScope, timesCalled } = await rotate({
    tokenOf: (call) => (call === 1 ? "glpat-old" : "glpat-unknown"),
  });
  expect(await errorOf(() => jobTokenScope.get())).toMatchObject({ code: "unauthorized", attempts: 2 });
  expect(timesCalled()).toBe(2);
  expect(sent(server)).toEqual([`GET ${scope}`, `GET ${scope}`]);
});

test.for(["authorization", "private-token"] as const)(
  "a token function that returns the refused token again fails with unauthorized (%s)",
  async (tokenHeader) => {
    const { jobTokenScope, timesCalled } = await rotate({ tokenOf: () => "glpat-old", tokenHeader });
    expect(await errorOf(() => jobTokenScope.get())).toMatchObject({ code: "unauthorized", attempts: 1 });
    expect(timesCalled()).toBe(2);
  },
);

test("a token that is a string is not sent again", async () => {
  const { gitlab } = await start({ seed }, { token: "glpat-old" });
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
  expect(error).toMatchObject({ code: "unauthorized", attempts: 1 });
});

test.for<[string, () => string, string]>([
  [
    "throws",
    () => {
      throw new Error("the vault is sealed");
    },
    "token: the function failed: the vault is sealed",
  ],
  ["returns a token with a line break", () => "glpat-new\n", "token: the function did not return a token"],
  [
    "returns a token with a space before it",
    () => " glpat-new",
    "token: the function did not return a token",
  ],
  ["returns an empty string", () => "", "token: the function did not return a token"],
  // A caller without types can return anything.
  ["returns a number", () => 5 as unknown as string, "token: the function did not return a token"],
])("a token function that %s after a 401 fails the call", async ([, fail, message]) => {
  const { jobTokenScope } = await rotate({ tokenOf: (call) => (call === 1 ? "glpat-old" : fail()) });
  const error = await errorOf(() => jobTokenScope.get());
  expect(error).toMatchObject({ code: "invalid_request", message: expect.stringContaining(message) });
  // A failure is not remembered.
  expect(await errorOf(() => jobTokenScope.get())).toMatchObject({ code: "invalid_request" });
});

test.for([
  ["before", [{ status: 502 }], [502, 401, 200]],
  ["after", ["pass", { status: 502 }], [401, 502, 200]],
] as const)(
  "a repetition after a 401 is not a retry: a 502 %s it is retried as usual",
  async ([, script, statuses]) => {
    const { server, jobTokenScope, timesCalled } = await rotate({ retry: { limit: 1 } });
    server.script("getJobTokenScope", [...script]);
    await jobTokenScope.get();
    expect(server.requests().map(({ status }) => status)).toEqual(statuses);
    expect(timesCalled()).toBe(2);
  },
);

test("a 401 does not add to the limit of the retries", async () => {
  const { server, jobTokenScope } = await rotate({ retry: { limit: 1 } });
  server.script("getJobTokenScope", ["pass", { status: 502 }, { status: 502 }]);
  expect(await errorOf(() => jobTokenScope.get())).toMatchObject({ code: "server_error", attempts: 3 });
});

test("a DELETE that is repeated after a 401 fails with not_allowed when the entry is not there", async () => {
  const { jobTokenScope } = await rotate();
  const error = await errorOf(() => jobTokenScope.allowlist.delete(42));
  expect(error).toMatchObject({ code: "not_allowed", attempts: 2 });
});

test("a signal ends a call that waits for its second token, and nothing is sent afterwards", async () => {
  const controller = new AbortController();
  let resolveToken = (_token: string): void => {};
  let requests = 0;
  const { jobTokenScope } = await rotate({
    fetch: (request) => {
      requests++;
      return fetch(request);
    },
    tokenOf: (call) => {
      if (call === 1) return "glpat-old";
      controller.abort();
      return new Promise((resolve) => {
        resolveToken = resolve;
      });
    },
  });
  const error = await errorOf(() => jobTokenScope.get({ signal: controller.signal }));
  expect(error).toMatchObject({ code: "aborted", attempts: 1 });
  resolveToken("glpat-new");
  await settle();
  expect(requests).toBe(1);
});

test("a renewal is shared with a refusal that arrives after the call that began it was aborted", async () => {
  const late = deferred();
  let calls = 0;
  let isSentAgain = false;
  const respond = async ({ url, headers }: Request) => {
    const isOld = headers.get("authorization") === "Bearer old";
    if (url.includes("/projects/2/")) await late.promise;
    else if (!isOld) {
      isSentAgain = true;
      return new Promise(() => {});
    }
    return isOld
      ? Response.json({ message: "401 Unauthorized" }, { status: 401 })
      : Response.json({ inbound_enabled: true });
  };
  const gitlab = connectTo(respond, { token: () => (++calls <= 2 ? "old" : "new") });
  const controller = new AbortController();
  const { signal } = controller;
  const aborted = errorOf(() => gitlab.project(1).jobTokenScope.get({ signal }));
  const other = gitlab.project(2).jobTokenScope.get();
  while (!isSentAgain) await settle();
  controller.abort();
  expect(await aborted).toMatchObject({ code: "aborted", attempts: 2 });
  late.resolve();
  expect((await other).inboundEnabled).toBe(true);
  // One for each call, and one renewal.
  expect(calls).toBe(3);
});

test("totalTimeoutMs ends a call that waits for its second token", async () => {
  const timers = manualTimers();
  const { jobTokenScope } = await rotate({
    tokenOf: (call) => {
      if (call === 1) return "glpat-old";
      setImmediate(() => timers.advance(9_000));
      return new Promise(() => {});
    },
  });
  const error = await errorOf(() => jobTokenScope.get({ totalTimeoutMs: 9_000 }));
  expect(error).toMatchObject({ code: "timeout", attempts: 1 });
});
