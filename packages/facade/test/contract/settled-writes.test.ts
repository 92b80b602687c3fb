import type { MockGitLab, OperationId } from "@gitlab-job-token-scope/contract-fixture";
import { type GitLab, isConnectionError, type RequestOptions } from "@gitlab-job-token-scope/facade";
import { describe, expect, test } from "vitest";
import {
  connect,
  errorOf,
  lostAfter,
  lostBefore,
  methodsOf,
  type ScriptedResponse,
  start,
  timingOut,
} from "../helpers.js";

// A write whose response is lost is settled by a read, so that the call reports what GitLab has in the end.

const seed = {
  projects: [
    { id: 1, path: "group/app", allowedProjects: [2] },
    { id: 2, path: "group/library" },
    { id: 42, path: "group/tool" },
  ],
};
const badGateway = { status: 502 };
const project = (server: MockGitLab) => server.state().projects?.[0];

interface Write {
  readonly name: string;
  readonly method: string;
  readonly operation: OperationId;
  /** The operation that settles it. */
  readonly read: OperationId;
  readonly unconfirmed: Record<string, unknown>;
  call(gitlab: GitLab, options?: RequestOptions): Promise<unknown>;
  isDone(server: MockGitLab): boolean;
}

const writes: readonly Write[] = [
  {
    name: "update()",
    method: "PATCH",
    operation: "updateJobTokenScope",
    read: "getJobTokenScope",
    unconfirmed: { name: "SettingUnconfirmedError", code: "setting_unconfirmed", requested: false },
    call: (gitlab, options) => gitlab.project(1).jobTokenScope.update({ enabled: false }, options),
    isDone: (server) => project(server)?.inboundEnabled === false,
  },
  {
    name: "create()",
    method: "POST",
    operation: "allowProject",
    read: "listAllowedProjects",
    unconfirmed: { name: "EntryUnconfirmedError", code: "entry_unconfirmed", id: 42, change: "added" },
    call: (gitlab, options) => gitlab.project(1).jobTokenScope.allowlist.create(42, options),
    isDone: (server) => project(server)?.allowedProjects?.includes(42) === true,
  },
  {
    name: "delete()",
    method: "DELETE",
    operation: "disallowProject",
    read: "listAllowedProjects",
    unconfirmed: { name: "EntryUnconfirmedError", code: "entry_unconfirmed", id: 2, change: "removed" },
    call: (gitlab, options) => gitlab.project(1).jobTokenScope.allowlist.delete(2, options),
    isDone: (server) => project(server)?.allowedProjects?.includes(2) === false,
  },
];

/** How a response is lost, and the code of that failure. The first of each pair carries the request out. */
const losses: readonly [string, code: string, ScriptedResponse, ScriptedResponse][] = [
  ["a lost connection", "network", lostAfter, lostBefore],
  ["an empty 502", "server_error", { ...badGateway, applied: true }, badGateway],
  ["a 500", "server_error", { status: 500, applied: true }, { status: 500 }],
  [
    "an HTML page with a status of success",
    "unexpected_response",
    { html: "<html>", status: 200, applied: true },
    { html: "<html>", status: 200 },
  ],
];

/** A fetch that aborts a signal instead of sending a request with a method. */
function abortingDuring(server: MockGitLab, method: string) {
  const controller = new AbortController();
  const fetch = async (request: Request) => {
    if (request.method !== method) return server.fetch(request);
    controller.abort(new Error("enough"));
    return new Promise<Response>(() => {});
  };
  return { fetch, signal: controller.signal };
}

describe.for(writes)("$name", ({ method, operation, read, unconfirmed, call, isDone }) => {
  test.for(losses)("resolves when %s hides that it was carried out", async ([, , response]) => {
    const { server, gitlab } = await start({ seed }, { retry: { limit: 0 } });
    server.script(operation, [response]);
    await call(gitlab);
    expect(isDone(server)).toBe(true);
    expect(methodsOf(server)).toEqual([method, "GET"]);
  });

  test.for(losses)(
    "fails with the failure of the write when it was not carried out before %s",
    async ([, code, , response]) => {
      const { server, gitlab } = await start({ seed }, { retry: { limit: 0 } });
      server.script(operation, [response]);
      const error = await errorOf(() => call(gitlab));
      expect(error).toMatchObject({ code, method, attempts: 1, project: 1 });
      if (isConnectionError(error)) expect(error.mayHaveWritten).toBe(true);
      expect(isDone(server)).toBe(false);
      expect(methodsOf(server)).toEqual([method, "GET"]);
    },
  );

  test.for(losses)(
    "fails as unconfirmed after %s when the read fails too, with the write's failure as its cause",
    async ([, code, response]) => {
      const { server, gitlab } = await start({ seed }, { retry: { limit: 0 } });
      server.script(operation, [response]);
      server.script(read, [{ status: 503 }]);
      const error = await errorOf(() => call(gitlab));
      expect(error).toMatchObject({ ...unconfirmed, project: 1, cause: { code, method, attempts: 1 } });
      expect(error.message).toMatch(/^It is not known whether .* was lost: .*GET \/projects\/\{id\}.*503 /);
      expect(JSON.parse(JSON.stringify(error))).toMatchObject(unconfirmed);
    },
  );

  test.for([true, false])(
    "is settled after an attempt that timed out (carried out: %s)",
    async (isCarriedOut) => {
      const { server } = await start({ seed });
      const fetch = timingOut(server, (request) => request.method === method, { isCarriedOut });
      const gitlab = connect(server, { fetch, retry: { limit: 0 } });
      if (isCarriedOut) await call(gitlab);
      else expect(await errorOf(() => call(gitlab))).toMatchObject({ code: "timeout", method, attempts: 1 });
      expect(isDone(server)).toBe(isCarriedOut);
      expect(methodsOf(server)).toEqual(isCarriedOut ? [method, "GET"] : ["GET"]);
    },
  );

  test("is not settled by a read when GitLab refused it", async () => {
    const { server, gitlab } = await start({ seed });
    for (const [status, code] of [
      [400, "invalid_request"],
      [401, "unauthorized"],
      [403, "forbidden"],
      [404, "not_found"],
      [409, "conflict"],
      [429, "rate_limited"],
    ] as const) {
      server.reset();
      server.script(operation, [{ status, body: { message: "no" } }]);
      const failure = await errorOf(() => call(gitlab, { retry: { limit: 0 } }));
      expect(failure).toMatchObject({ code, method, status });
      expect(methodsOf(server)).toEqual([method]);
    }
  });

  test("fails with aborted when its signal is aborted during the write, and reads nothing", async () => {
    const { server } = await start({ seed });
    const { fetch, signal } = abortingDuring(server, method);
    const error = await errorOf(() => call(connect(server, { fetch }), { signal }));
    expect(error).toMatchObject({ code: "aborted", method, attempts: 1, cause: signal.reason });
    expect(error).toMatchObject({ mayHaveWritten: true });
    expect(error.message).toContain("GitLab may have carried out the write.");
    expect(methodsOf(server)).toEqual([]);
  });

  test("fails with aborted when its signal is aborted during the read", async () => {
    const { server } = await start({ seed });
    server.script(operation, [{ ...badGateway, applied: true }]);
    const { fetch, signal } = abortingDuring(server, "GET");
    const gitlab = connect(server, { fetch, retry: { limit: 0 } });
    const error = await errorOf(() => call(gitlab, { signal }));
    expect(error).toMatchObject({ code: "aborted", method: "GET", cause: signal.reason });
    expect(error).toMatchObject({ mayHaveWritten: true });
    expect(methodsOf(server)).toEqual([method]);
  });

  test("fails with timeout when its total time ends during the write, and reads nothing", async () => {
    const { server } = await start({ seed });
    const fetch = timingOut(server, (request) => request.method === method);
    const error = await errorOf(() => call(connect(server, { fetch }), { totalTimeoutMs: 5_000 }));
    expect(error).toMatchObject({ code: "timeout", method, attempts: 1 });
    expect(error.message).toContain("timed out, not done in 5000 ms. GitLab may have carried out the write.");
    expect(methodsOf(server)).toEqual([]);
  });

  test("fails as unconfirmed when its total time ends during the read", async () => {
    const { server } = await start({ seed });
    server.script(operation, [{ ...badGateway, applied: true }]);
    const fetch = timingOut(server, (request) => request.method === "GET");
    const gitlab = connect(server, { fetch, retry: { limit: 0 } });
    const error = await errorOf(() => call(gitlab, { totalTimeoutMs: 5_000 }));
    expect(error).toMatchObject({ ...unconfirmed, cause: { code: "server_error", method } });
    expect(error.message).toContain("timed out, not done in 5000 ms");
  });
});

test("a PATCH is settled only after its retries", async () => {
  const { server, gitlab } = await start({ seed });
  server.script("updateJobTokenScope", [badGateway, badGateway, { ...badGateway, applied: true }]);
  const scope = await gitlab.project(1).jobTokenScope.update({ enabled: false });
  expect(scope.inboundEnabled).toBe(false);
  expect(methodsOf(server)).toEqual(["PATCH", "PATCH", "PATCH", "GET"]);
});

test("update() fails with setting_unconfirmed when GitLab accepts the write and cannot be read, caused by the read", async () => {
  const { server, gitlab } = await start({ seed }, { retry: { limit: 0 } });
  server.script("getJobTokenScope", [{ status: 403, body: { message: "403 Forbidden" } }]);
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.update({ enabled: false }));
  expect(error).toMatchObject({
    code: "setting_unconfirmed",
    requested: false,
    cause: { code: "forbidden", method: "GET" },
  });
  expect(error.message).toContain("GitLab accepted enabled: false.");
  expect(error.message).not.toContain("was lost");
});

test("an empty 502 is not the empty success of a PATCH", async () => {
  const { server, gitlab } = await start({ seed }, { retry: { limit: 0 } });
  server.script("updateJobTokenScope", [{ status: 502, headers: { "content-length": "0" } }]);
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.update({ enabled: false }));
  expect(error).toMatchObject({ code: "server_error", method: "PATCH", status: 502 });
});

test("a DELETE is retried after a lost response, and the refusal of the second is its success", async () => {
  const { server, gitlab } = await start();
  const { allowlist } = gitlab.project(1).jobTokenScope;
  const entry = await allowlist.create(42);
  server.script("disallowProject", [lostAfter]);
  await entry.delete();
  expect(methodsOf(server)).toEqual(["POST", "DELETE", "DELETE"]);
});

test.for([
  ["429", { status: 429, body: "Retry later" }],
  ["a resource lock", { status: 409, body: "Resource lock" }],
] as const)(
  "a DELETE that is retried after %s still fails when the entry is not there",
  async ([, response]) => {
    const { server, gitlab } = await start();
    server.script("disallowProject", [response]);
    const error = await errorOf(() => gitlab.project(1).jobTokenScope.allowlist.delete(42));
    expect(error).toMatchObject({ code: "not_allowed", attempts: 2 });
  },
);

test("an entry that is found in the list after a lost response has its name and path", async () => {
  const { server, gitlab } = await start();
  server.script("allowProject", [lostAfter]);
  const entry = await gitlab.project(1).jobTokenScope.allowlist.create(42);
  expect(entry).toMatchObject({ id: 42, path: "group/tool", isSourceProject: false });
});

test.for([
  ["another target", { source_project_id: 1, target_group_id: 9 }],
  ["another project", { source_project_id: 2, target_group_id: 8 }],
  ["no body", undefined],
])("a 201 of a group that names %s is settled by the list", async ([, body]) => {
  const { server, gitlab } = await start();
  server.script("allowGroup", [{ status: 201, body }]);
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.groupsAllowlist.create(8));
  expect(error).toMatchObject({ code: "unexpected_response", method: "POST", status: 201 });
  expect(methodsOf(server)).toEqual(["POST", "GET"]);
  server.takeViolations();
});

test.for([
  ["another target", { source_project_id: 1, target_project_id: 43 }],
  ["another project", { source_project_id: 2, target_project_id: 42 }],
  ["no target", { source_project_id: 1 }],
  ["no body", undefined],
])("a 201 that names %s is settled by the list", async ([, body]) => {
  const { server, gitlab } = await start();
  const { allowlist } = gitlab.project(1).jobTokenScope;
  server.script("allowProject", [
    { status: 201, body },
    { status: 201, body, applied: true },
  ]);
  const error = await errorOf(() => allowlist.create(42));
  expect(error).toMatchObject({ code: "unexpected_response", method: "POST", status: 201 });
  expect((await allowlist.create(42)).getId()).toBe(42);
  expect(methodsOf(server)).toEqual(["POST", "GET", "POST", "GET"]);
  server.takeViolations();
});
