import type { Seed } from "@gitlab-job-token-scope/contract-fixture";
import type { GitLabOptions, JobTokenScopeManager } from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";
import { errorOf, sent, start } from "../helpers.js";

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

/** A GitLab that has just let a token expire, and a client whose function gives the old token first. */
async function rotate(
  options: { give?: (asked: number) => string | Promise<string> } & Omit<
    Partial<GitLabOptions>,
    "token"
  > = {},
) {
  const { give = (asked) => (asked === 1 ? "glpat-old" : "glpat-new"), ...rest } = options;
  let asked = 0;
  const token = () => {
    asked++;
    return give(asked);
  };
  const { server, gitlab } = await start({ seed }, { token, ...rest });
  return { server, ...gitlab.project(1), timesAsked: () => asked };
}

test.for<[string, (manager: JobTokenScopeManager) => Promise<unknown>]>([
  ["GET", (manager) => manager.get()],
  ["POST", ({ allowlist }) => allowlist.create({ targetProjectId: 42 })],
  ["DELETE", ({ allowlist }) => allowlist.delete(2)],
  ["PATCH", (manager) => manager.update({ enabled: false })],
])("after a 401 a %s is sent again with the token that the function then gives", async ([method, call]) => {
  const { server, jobTokenScope, timesAsked } = await rotate();
  await call(jobTokenScope);
  const statuses = server
    .requests()
    .filter((request) => request.method === method)
    .map(({ status }) => status);
  expect(statuses).toEqual([401, expect.toSatisfy((status: number) => status < 300)]);
  // The read after a PATCH asks for a token of its own.
  expect(timesAsked()).toBe(method === "PATCH" ? 3 : 2);
});

test("a header of GitLab's own carries the new token too", async () => {
  const { jobTokenScope } = await rotate({ tokenHeader: "private-token" });
  expect((await jobTokenScope.get()).inboundEnabled).toBe(true);
});

test.for<[string, (asked: number) => string | Promise<string>]>([
  ["at once", (asked) => (asked <= 10 ? "glpat-old" : "glpat-new")],
  [
    "after a while",
    async (asked) => {
      if (asked <= 10) return "glpat-old";
      await new Promise((resolve) => setTimeout(resolve, 20));
      return "glpat-new";
    },
  ],
])("ten calls share one renewal that comes %s, and each is sent again once", async ([, give]) => {
  const { server, jobTokenScope, timesAsked } = await rotate({ give });
  // Some hear of their refusal when the renewal has ended.
  server.script("getJobTokenScope", ["pass", "pass", { delayMs: 100 }, { delayMs: 100 }]);
  await Promise.all(Array.from({ length: 10 }, () => jobTokenScope.get()));
  expect(timesAsked()).toBe(11);
  expect(sent(server)).toHaveLength(20);
});

test("a call that begins after a renewal can have its own", async () => {
  const { jobTokenScope, timesAsked } = await rotate({
    give: (asked) => (asked % 2 === 1 ? "glpat-old" : "glpat-new"),
  });
  await jobTokenScope.get();
  await jobTokenScope.get();
  expect(timesAsked()).toBe(4);
});

test("a second 401 is the error", async () => {
  const { server, jobTokenScope, timesAsked } = await rotate({
    give: (asked) => (asked === 1 ? "glpat-old" : "glpat-unknown"),
  });
  expect(await errorOf(() => jobTokenScope.get())).toMatchObject({ code: "unauthorized", attempts: 2 });
  expect(timesAsked()).toBe(2);
  expect(sent(server)).toEqual([`GET ${scope}`, `GET ${scope}`]);
});

test("the token that was refused is not tried again", async () => {
  const { jobTokenScope, timesAsked } = await rotate({ give: () => "glpat-old" });
  expect(await errorOf(() => jobTokenScope.get())).toMatchObject({ code: "unauthorized", attempts: 1 });
  expect(timesAsked()).toBe(2);
});

test("a token that is a string is not tried again", async () => {
  const { gitlab } = await start({ seed }, { token: "glpat-old" });
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
  expect(error).toMatchObject({ code: "unauthorized", attempts: 1 });
});

test.for<[string, () => string, string]>([
  [
    "fails",
    () => {
      throw new Error("the vault is sealed");
    },
    "token: the function that gives it failed: the vault is sealed",
  ],
  ["gives what no header may carry", () => "glpat-new\n", "token: the function gave none: expected a string"],
])("a function that %s when it is asked once more ends the call", async ([, fail, message]) => {
  const { jobTokenScope } = await rotate({ give: (asked) => (asked === 1 ? "glpat-old" : fail()) });
  const error = await errorOf(() => jobTokenScope.get());
  expect(error).toMatchObject({ code: "invalid_request", message: expect.stringContaining(message) });
  // A failure is not remembered.
  expect(await errorOf(() => jobTokenScope.get())).toMatchObject({ code: "invalid_request" });
});

test.for([
  ["before", [{ status: 502 }], [502, 401, 200]],
  ["after", ["pass", { status: 502 }], [401, 502, 200]],
] as const)("the replay is none of the retries: a 502 %s it is met as ever", async ([, script, statuses]) => {
  const { server, jobTokenScope, timesAsked } = await rotate({ retry: { limit: 1 } });
  server.script("getJobTokenScope", [...script]);
  await jobTokenScope.get();
  expect(server.requests().map(({ status }) => status)).toEqual(statuses);
  expect(timesAsked()).toBe(2);
});

test("the replay leaves the retries no more than their limit", async () => {
  const { server, jobTokenScope } = await rotate({ retry: { limit: 1 } });
  server.script("getJobTokenScope", ["pass", { status: 502 }, { status: 502 }]);
  expect(await errorOf(() => jobTokenScope.get())).toMatchObject({ code: "server_error", attempts: 3 });
});

test("a DELETE that heard 401 was not carried out: that there is no such entry is told", async () => {
  const { jobTokenScope } = await rotate();
  const error = await errorOf(() => jobTokenScope.allowlist.delete(42));
  expect(error).toMatchObject({ code: "not_allowed", attempts: 2 });
});

test("a signal ends a call that waits for another token, and nothing is sent afterwards", async () => {
  const controller = new AbortController();
  let give = (_token: string): void => {};
  const { server, jobTokenScope } = await rotate({
    give: (asked) => {
      if (asked === 1) return "glpat-old";
      controller.abort();
      return new Promise((resolve) => {
        give = resolve;
      });
    },
  });
  const error = await errorOf(() => jobTokenScope.get({ signal: controller.signal }));
  expect(error).toMatchObject({ code: "aborted", attempts: 1 });
  give("glpat-new");
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(sent(server)).toHaveLength(1);
});

test("the total time bounds the wait for another token too", async () => {
  const { jobTokenScope } = await rotate({
    give: (asked) => (asked === 1 ? "glpat-old" : new Promise(() => {})),
  });
  const error = await errorOf(() => jobTokenScope.get({ totalTimeoutMs: 300 }));
  expect(error).toMatchObject({ code: "timeout", attempts: 1 });
});
