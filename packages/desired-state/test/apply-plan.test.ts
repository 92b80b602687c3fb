import {
  applyPlan,
  type Change,
  type EntryChange,
  type Outcome,
  type Plan,
  planProject,
} from "@gitlab-job-token-scope/desired-state";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { describe, expect, test, vi } from "vitest";
import { abortEach, errorOf, sent, start, stateOf, withApp, writes } from "./helpers.js";

const basePlan = { version: 1, project: { id: 1 }, unchanged: [], missing: [], warnings: [] } as const;

function planOf(gitlab: string, changes: readonly Change[], rest: Partial<Plan> = {}): Plan {
  return { ...basePlan, gitlab, changes, ...rest };
}

const add = (kind: "project" | "group", id: number, path?: string): EntryChange => ({
  action: "add",
  kind,
  id,
  ...(path !== undefined && { path }),
});
const remove = (kind: "project" | "group", id: number, path?: string): EntryChange => ({
  ...add(kind, id, path),
  action: "remove",
});
const set = (inboundEnabled: boolean): Change => ({ action: "set", inboundEnabled, from: !inboundEnabled });
const statuses = (outcomes: readonly Outcome[]): string[] =>
  outcomes.map(({ status, error }) => (error === undefined ? status : `${status}: ${error.code}`));

test("the changes of a plan are made in its order, and planning again gives none", async () => {
  const { server, gitlab } = await start({ seed: withApp({ inboundEnabled: false }) });
  const state = { project: 1, inboundEnabled: true, projects: [43], groups: [7, 8], prune: true };
  const { ok, outcomes } = await applyPlan(gitlab, await planProject(gitlab, state));
  expect(ok).toBe(true);
  expect(statuses(outcomes)).toEqual(["applied", "applied", "applied", "applied"]);
  expect(stateOf(server)).toEqual({ inboundEnabled: true, allowedProjects: [43], allowedGroups: [7, 8] });
  expect(writes(server)).toEqual([
    "POST /projects/1/job_token_scope/groups_allowlist",
    "POST /projects/1/job_token_scope/allowlist",
    "PATCH /projects/1/job_token_scope",
    "DELETE /projects/1/job_token_scope/allowlist/42",
  ]);
  expect((await planProject(gitlab, state)).changes).toEqual([]);
});

test("what is so already is reported as that, and the setting is not written again", async () => {
  const { server, gitlab } = await start();
  const plan = planOf(server.url, [add("group", 7), add("project", 42), set(true), remove("project", 43)], {
    unchanged: [{ kind: "project", id: 44 }],
  });
  const { ok, outcomes } = await applyPlan(gitlab, plan);
  expect(statuses(outcomes)).toEqual(["already", "already", "already", "already"]);
  expect(ok).toBe(true);
  expect(writes(server).some((request) => request.startsWith("PATCH"))).toBe(false);
});

test.for(["project", "group"] as const)(
  "a %s that was deleted since has left the list, too",
  async (kind) => {
    const { server, gitlab } = await start();
    const plan = planOf(server.url, [remove(kind, 999)], { unchanged: [{ kind, id: 1000 }] });
    expect(statuses((await applyPlan(gitlab, plan)).outcomes)).toEqual(["already"]);
  },
);

test("a plan is for its project, and not for another one that has its path by now", async () => {
  const { server, gitlab } = await start();
  const plan = await planProject(gitlab, { project: "group/app", projects: [43] });
  expect(plan.project).toEqual({ id: 1, path: "group/app" });
  server.seed(withApp({ path: "group/moved" }, [{ id: 9, path: "group/app" }]));
  // Another client, as the plan was stored meanwhile.
  const later = createGitLab({ url: server.url, token: server.token });
  expect((await applyPlan(later, plan)).ok).toBe(true);
  expect(stateOf(server)).toMatchObject({ allowedProjects: [42, 43] });
  expect(stateOf(server, 9)).toMatchObject({ allowedProjects: [] });
});

test("an empty plan sends nothing", async () => {
  const { server, gitlab } = await start();
  expect(await applyPlan(gitlab, planOf(server.url, []))).toEqual({ ok: true, outcomes: [] });
  expect(sent(server)).toEqual([]);
});

describe("dangerous changes", () => {
  test("a project is opened only with allow: open", async () => {
    const { server, gitlab } = await start();
    const plan = planOf(server.url, [add("project", 43), set(false)]);
    const before = await applyPlan(gitlab, plan);
    expect(before.ok).toBe(false);
    expect(statuses(before.outcomes)).toEqual(["applied", "skipped: open_not_allowed"]);
    expect(before.outcomes[1]?.error?.message).toBe(
      'Without allow: ["open"], a project is not opened to the job tokens of every project.',
    );
    expect(stateOf(server)).toMatchObject({ inboundEnabled: true });
    expect((await applyPlan(gitlab, plan, { allow: ["open"] })).ok).toBe(true);
    expect(stateOf(server)).toMatchObject({ inboundEnabled: false });
  });

  test.for(["project", "group"] as const)("a list of %ss is emptied only with allow: empty", async (kind) => {
    const ids = kind === "project" ? [42, 43] : [7, 8];
    const { server, gitlab } = await start({
      seed: withApp({ allowedProjects: [42, 43], allowedGroups: [7, 8] }),
    });
    const before = stateOf(server);
    const plan = planOf(
      server.url,
      ids.map((id) => remove(kind, id)),
    );
    const { ok, outcomes } = await applyPlan(gitlab, plan, { allow: ["open", "partial"] });
    expect(ok).toBe(false);
    expect(statuses(outcomes)).toEqual(["skipped: empty_not_allowed", "skipped: empty_not_allowed"]);
    expect(outcomes[0]?.error?.message).toBe(
      `Without allow: ["empty"], the last ${kind} is not removed from an allowlist, and neither are those before it.`,
    );
    expect(stateOf(server)).toEqual(before);
    expect(writes(server)).toEqual([]);
    expect((await applyPlan(gitlab, plan, { allow: ["empty"] })).ok).toBe(true);
  });

  test("a list is not emptied either when what should be added to it fails", async () => {
    const { server, gitlab } = await start();
    server.script("allowProject", [{ status: 403, body: { message: "403 Forbidden" } }]);
    const plan = planOf(server.url, [add("project", 43), remove("project", 42)]);
    const { outcomes } = await applyPlan(gitlab, plan, { allow: ["partial"] });
    expect(statuses(outcomes)).toEqual(["failed: forbidden", "skipped: empty_not_allowed"]);
    expect(stateOf(server)).toMatchObject({ allowedProjects: [42] });
  });

  test("entries of the other list do not count", async () => {
    const { server, gitlab } = await start();
    const plan = planOf(server.url, [add("group", 8), remove("project", 42)], {
      unchanged: [{ kind: "group", id: 7 }],
    });
    expect(statuses((await applyPlan(gitlab, plan)).outcomes)).toEqual([
      "applied",
      "skipped: empty_not_allowed",
    ]);
  });

  test("a project is not restricted when an addition failed, or something was missing, unless partial is allowed", async () => {
    const { server, gitlab } = await start({ seed: withApp({ inboundEnabled: false }) });
    const plan = planOf(server.url, [add("project", 999), add("group", 8), set(true)]);
    const { ok, outcomes } = await applyPlan(gitlab, plan);
    expect(ok).toBe(false);
    expect(statuses(outcomes)).toEqual(["failed: not_found", "applied", "skipped: addition_failed"]);
    expect(outcomes[2]?.error?.message).toBe(
      'Something that should be on an allowlist is not, and would lose access. Pass allow: ["partial"] to restrict the project all the same.',
    );
    const missing = planOf(server.url, [set(true)], { missing: [{ kind: "project", path: "group/gone" }] });
    expect(statuses((await applyPlan(gitlab, missing)).outcomes)).toEqual(["skipped: addition_failed"]);
    expect(stateOf(server)).toMatchObject({ inboundEnabled: false });
    const partial = await applyPlan(gitlab, missing, { allow: ["partial"] });
    expect(statuses(partial.outcomes)).toEqual(["applied"]);
    expect(partial.ok).toBe(false);
  });

  const related: [string, Change, Change, boolean][] = [
    [
      "a group and a project in it",
      add("group", 999, "partner"),
      remove("project", 43, "partner/client"),
      true,
    ],
    [
      "a group and a project in another",
      add("group", 999, "other"),
      remove("project", 43, "partner/client"),
      false,
    ],
    [
      "a group whose name begins alike",
      add("group", 999, "part"),
      remove("project", 43, "partner/client"),
      false,
    ],
    ["a group and a group in it", add("group", 999, "Partner"), remove("group", 8, "partner/sub"), true],
    [
      "a group and a project in it, in another case",
      add("group", 999, "partner"),
      remove("project", 43, "Partner/client"),
      true,
    ],
    [
      "a group and the group that contains it",
      add("group", 999, "partner/sub/x"),
      remove("group", 8, "partner/sub"),
      true,
    ],
    [
      "a project and its group",
      add("project", 999, "partner/sub/server"),
      remove("group", 8, "partner/sub"),
      true,
    ],
    ["a project and another group", add("project", 999, "team/x"), remove("group", 8, "partner/sub"), false],
    ["a group of which no path is known", add("group", 999), remove("project", 43, "partner/client"), true],
    ["an entry of which no path is known", add("group", 999, "other"), remove("project", 43), true],
    ["two projects, one by its ID", add("project", 999), remove("project", 43, "partner/client"), false],
    [
      "two projects, of one path",
      add("project", 999, "partner/client"),
      remove("project", 43, "partner/client"),
      false,
    ],
    ["two projects", add("project", 999, "partner/new"), remove("project", 43, "partner/client"), false],
  ];
  test.for(related)(
    "%s: a failed addition keeps an entry that it may replace",
    async ([, addition, removal, isKept]) => {
      const { server, gitlab } = await start({
        seed: withApp({ allowedProjects: [42, 43], allowedGroups: [6, 8] }),
      });
      const unchanged = [
        { kind: "project", id: 42 },
        { kind: "group", id: 6 },
      ] as const;
      const plan = planOf(server.url, [addition, removal], { unchanged });
      const { outcomes } = await applyPlan(gitlab, plan);
      expect(statuses(outcomes)).toEqual([
        "failed: not_found",
        isKept ? "skipped: addition_failed" : "applied",
      ]);
      expect(statuses((await applyPlan(gitlab, plan, { allow: ["partial"] })).outcomes)[1]).toMatch(
        /applied|already/,
      );
    },
  );
});

test("what was not found may be an entry under another path, which is kept", async () => {
  const { server, gitlab } = await start({ seed: withApp({ allowedProjects: [42, 43] }) });
  const unchanged = [{ kind: "project", id: 42 }] as const;
  const changes = [remove("project", 43, "partner/client"), remove("group", 7, "partner")];
  const missing = [{ kind: "project", path: "group/renamed" }] as const;
  const plan = planOf(server.url, changes, { missing, unchanged: [...unchanged, { kind: "group", id: 8 }] });
  const { ok, outcomes } = await applyPlan(gitlab, plan);
  expect(ok).toBe(false);
  expect(statuses(outcomes)).toEqual(["skipped: addition_failed", "applied"]);
  expect(outcomes[0]?.error?.message).toBe(
    'The project group/renamed was not found, and could be what replaces this entry. Pass allow: ["partial"] to remove it all the same.',
  );
});

test("what was not added, and may replace an entry, is named by its path or its ID", async () => {
  const { server, gitlab } = await start({ seed: withApp({ allowedGroups: [7, 8] }) });
  const unchanged = [{ kind: "group", id: 8 }] as const;
  const removal = remove("group", 7);
  for (const [addition, name] of [
    [add("group", 999), "999"],
    [add("group", 999, "team"), "team"],
  ] as const) {
    const { outcomes } = await applyPlan(gitlab, planOf(server.url, [addition, removal], { unchanged }));
    expect(outcomes[1]?.error?.message).toMatch(`The group ${name} was not added, and could be`);
  }
});

test("a full list is replaced as a whole without allow: empty", async () => {
  const old = Array.from({ length: 200 }, (_, index) => ({ id: 100 + index, path: `team/p${index}` }));
  const next = Array.from({ length: 200 }, (_, index) => ({ id: 400 + index, path: `next/p${index}` }));
  const seed = withApp({ allowedProjects: old.map(({ id }) => id) }, [...old, ...next]);
  const { server, gitlab } = await start({ seed });
  const state = { project: 1, projects: next.map(({ id }) => id), prune: true };
  const { ok } = await applyPlan(gitlab, await planProject(gitlab, state));
  expect(ok).toBe(true);
  expect(stateOf(server)).toMatchObject({ allowedProjects: state.projects });
});

test("a removal that GitLab does not find fails when the list cannot be read, or still has the entry", async () => {
  const { server, gitlab } = await start(
    { seed: withApp({ allowedProjects: [42, 43] }) },
    { retry: { limit: 0 } },
  );
  const notFound = { status: 404, body: { message: "404 Project Not Found" } };
  const plan = planOf(server.url, [remove("project", 42)], { unchanged: [{ kind: "project", id: 43 }] });
  server.script("disallowProject", [notFound, notFound]);
  server.script("listAllowedProjects", [{ status: 403, body: { message: "403 Forbidden" } }, "pass"]);
  for (const reason of ["cannot be read", "has the entry"]) {
    expect(statuses((await applyPlan(gitlab, plan)).outcomes), reason).toEqual(["failed: not_found"]);
  }
  expect(sent(server).filter((request) => request.startsWith("GET"))).toHaveLength(2);
});

test("a removal that is refused is not looked up, and neither is an addition that is not found", async () => {
  const { server, gitlab } = await start();
  server.script("disallowProject", [{ status: 403, body: { message: "403 Forbidden" } }]);
  const plan = planOf(server.url, [add("project", 999), remove("project", 42)], {
    unchanged: [{ kind: "project", id: 43 }],
  });
  expect(statuses((await applyPlan(gitlab, plan)).outcomes)).toEqual([
    "failed: not_found",
    "failed: forbidden",
  ]);
  expect(sent(server).filter((request) => request.startsWith("GET"))).toEqual([]);
});

test("a call that ends before its write was sent has failed, and was not lost", async () => {
  const { server, gitlab } = await start();
  server.script("getJobTokenScope", [{ delayMs: 60_000 }]);
  const plan = planOf(server.url, [set(true)]);
  const { outcomes } = await applyPlan(gitlab, plan, { request: { totalTimeoutMs: 50 } });
  expect(statuses(outcomes)).toEqual(["failed: timeout"]);
  server.script("updateJobTokenScope", [{ delayMs: 60_000 }]);
  const opening = planOf(server.url, [set(false)]);
  const lost = await applyPlan(gitlab, opening, { allow: ["open"], request: { totalTimeoutMs: 1_000 } });
  expect(statuses(lost.outcomes)).toEqual(["unconfirmed: timeout"]);
});

test("a setting that cannot be read back is unconfirmed", async () => {
  const { server, gitlab } = await start({}, { retry: { limit: 0 } });
  server.script("getJobTokenScope", ["pass", { status: 502 }]);
  const plan = planOf(server.url, [set(false)]);
  const { outcomes } = await applyPlan(gitlab, plan, { allow: ["open"] });
  expect(statuses(outcomes)).toEqual(["unconfirmed: setting_unconfirmed"]);
});

test("an error has the status and the request ID as far as there are any", async () => {
  const withoutId = async (request: Request): Promise<Response> => {
    const { body, status, headers } = await fetch(request);
    const others = new Headers(headers);
    others.delete("x-request-id");
    return new Response(body, { status, headers: others });
  };
  const { server, gitlab } = await start({}, { fetch: withoutId });
  server.script("allowProject", [{ drop: "before" }, { status: 403, body: { message: "403 Forbidden" } }]);
  const plan = planOf(server.url, [add("project", 43), add("project", 44)]);
  const [lost, refused] = (await applyPlan(gitlab, plan)).outcomes;
  expect(Object.keys(lost?.error ?? {})).toEqual(["code", "message"]);
  expect(Object.keys(refused?.error ?? {})).toEqual(["code", "message", "status"]);
});

test("a failure says what GitLab said, and does not stop the changes behind it", async () => {
  const { server, gitlab } = await start();
  const headers = { "x-request-id": "req-1" };
  server.script("allowProject", [{ status: 403, headers, body: { message: "403 Forbidden" } }]);
  const plan = planOf(server.url, [add("project", 43), add("project", 44), add("group", 8)]);
  const { ok, outcomes } = await applyPlan(gitlab, plan);
  expect(ok).toBe(false);
  expect(statuses(outcomes)).toEqual(["failed: forbidden", "applied", "applied"]);
  expect(outcomes[0]?.error).toMatchObject({ status: 403, requestId: "req-1" });
  expect(outcomes[0]?.error?.message).toContain("POST /projects/{id}/job_token_scope/allowlist: 403");
});

describe("lost responses", () => {
  test("are settled by reading", async () => {
    const { server, gitlab } = await start();
    server.script("allowProject", [{ drop: "after" }, { drop: "before" }]);
    const { outcomes } = await applyPlan(
      gitlab,
      planOf(server.url, [add("project", 43), add("project", 44)]),
    );
    expect(statuses(outcomes)).toEqual(["applied", "failed: network"]);
    expect(stateOf(server)).toMatchObject({ allowedProjects: [42, 43] });
  });

  test("are unconfirmed when reading fails, too", async () => {
    const { server, gitlab } = await start();
    server.script("allowProject", [{ drop: "after" }]);
    server.script("listAllowedProjects", [{ drop: "before" }, { drop: "before" }, { drop: "before" }]);
    const { ok, outcomes } = await applyPlan(gitlab, planOf(server.url, [add("project", 43), set(true)]));
    expect(ok).toBe(false);
    expect(statuses(outcomes)).toEqual(["unconfirmed: entry_unconfirmed", "skipped: addition_failed"]);
  });
});

describe("a signal", () => {
  test("that is aborted before: nothing is sent, and every change is skipped", async () => {
    const { server, gitlab } = await start();
    const plan = planOf(server.url, [add("project", 43), set(false)]);
    const { ok, outcomes } = await applyPlan(gitlab, plan, { signal: AbortSignal.abort(), allow: ["open"] });
    expect(ok).toBe(false);
    expect(statuses(outcomes)).toEqual(["skipped: aborted", "skipped: aborted"]);
    expect(sent(server)).toEqual([]);
  });

  test("that is aborted while a change is under way: it is unconfirmed, and those behind it are skipped", async () => {
    const controller = new AbortController();
    const { server, gitlab } = await start();
    server.script("allowProject", ["pass", { delayMs: 60_000 }]);
    const changes = [add("project", 43), add("project", 44), add("group", 8)];
    const result = applyPlan(gitlab, planOf(server.url, changes), { signal: controller.signal });
    await vi.waitFor(() => expect(server.scripts()).toEqual([]), { timeout: 10_000 });
    controller.abort();
    expect(statuses((await result).outcomes)).toEqual([
      "applied",
      "unconfirmed: aborted",
      "skipped: aborted",
    ]);
  });
});

test("a signal that is aborted before a change is written: the change is skipped", async () => {
  const controller = new AbortController();
  const { server, gitlab } = await start({ seed: withApp({ inboundEnabled: false }) });
  server.script("getJobTokenScope", [{ delayMs: 60_000 }]);
  const result = applyPlan(gitlab, planOf(server.url, [set(true)]), { signal: controller.signal });
  await vi.waitFor(() => expect(server.scripts()).toEqual([]), { timeout: 10_000 });
  controller.abort();
  expect(statuses((await result).outcomes)).toEqual(["skipped: aborted"]);
  expect(writes(server)).toEqual([]);
});

test("a signal reaches every request of a change", async () => {
  const { server } = await start();
  for (const [change, requests] of [
    [add("project", 43), 1],
    [remove("group", 7), 1],
    // GitLab does not find it, so the list is read.
    [remove("project", 999), 2],
    [set(false), 3],
  ] as const) {
    const endings = await abortEach(server, (gitlab, signal) =>
      applyPlan(gitlab, planOf(server.url, [change]), { signal, allow: ["open", "empty"] }),
    );
    expect(endings, JSON.stringify(change)).toEqual(Array(requests).fill("aborted"));
  }
});

test("a dry run sends nothing, and says what would be tried and what would not", async () => {
  const { server, gitlab } = await start();
  const plan = planOf(server.url, [add("project", 43), remove("group", 7), set(false)]);
  const { ok, outcomes } = await applyPlan(gitlab, plan, { dryRun: true });
  expect(ok).toBe(false);
  expect(statuses(outcomes)).toEqual([
    "skipped: dry_run",
    "skipped: empty_not_allowed",
    "skipped: open_not_allowed",
  ]);
  expect(sent(server)).toEqual([]);
});

test("a dry run expects that additions are made", async () => {
  const { server, gitlab } = await start({ seed: withApp({ inboundEnabled: false }) });
  const plan = planOf(server.url, [add("project", 43), set(true), remove("project", 42)]);
  const { outcomes } = await applyPlan(gitlab, plan, { dryRun: true });
  expect(statuses(outcomes)).toEqual(Array(3).fill("skipped: dry_run"));
  expect((await applyPlan(gitlab, plan)).ok).toBe(true);
});

test("onOutcome is called for each change as it ends", async () => {
  const { server, gitlab } = await start();
  const seen: number[] = [];
  const plan = planOf(server.url, [add("project", 43), add("project", 44)]);
  const { outcomes } = await applyPlan(gitlab, plan, {
    onOutcome: () => void seen.push(writes(server).length),
  });
  expect(seen).toEqual([1, 2]);
  expect(outcomes).toHaveLength(2);
});

test("what onOutcome throws ends the run", async () => {
  const { server, gitlab } = await start();
  const failure = new Error("the disk is full");
  const onOutcome = () => {
    throw failure;
  };
  const plan = planOf(server.url, [add("project", 43), add("project", 44)]);
  await expect(applyPlan(gitlab, plan, { onOutcome })).rejects.toBe(failure);
  expect(stateOf(server)).toMatchObject({ allowedProjects: [42, 43] });
});

test("the result is plain data", async () => {
  const { server, gitlab } = await start();
  const result = await applyPlan(
    gitlab,
    planOf(server.url, [add("project", 999), add("project", 43), set(false)]),
  );
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
});

test("a plan for another GitLab is refused", async () => {
  const { server, gitlab } = await start();
  const plan = planOf("https://staging.example.com", [add("project", 43)]);
  for (const dryRun of [false, true]) {
    const error = await errorOf(() => applyPlan(gitlab, plan, { dryRun }));
    expect(error.code).toBe("other_gitlab");
    expect(error.message).toContain("https://staging.example.com");
  }
  expect(sent(server)).toEqual([]);
});

describe("wrong options are refused before anything is sent", () => {
  test.for<[object, RegExp]>([
    [{ alow: ["open"] }, /alow: unknown key, did you mean allow\?/],
    [{ allow: "open" }, /allow: expected an array/],
    [{ allow: ["opens"] }, /allow\[0\]: expected "open", "empty" or "partial"/],
    [{ dryrun: true }, /dryrun: unknown key, did you mean dryRun\?/],
    [{ dryRun: "yes" }, /dryRun: expected true or false/],
    [{ onOutcome: true }, /onOutcome: expected a function/],
    [{ signal: true }, /signal: expected an AbortSignal, not true/],
    [{ signal: null }, /signal: expected an AbortSignal, not null; is something not set\?/],
    [{ signal: new AbortController() }, /signal: expected an AbortSignal/],
  ])("%j", async ([options, message]) => {
    const { server, gitlab } = await start();
    const error = await errorOf(() => applyPlan(gitlab, planOf(server.url, [set(false)]), options));
    expect(error.code).toBe("invalid_option");
    expect(error.message).toMatch(/^options: /);
    expect(error.message).toMatch(message);
    expect(sent(server)).toEqual([]);
  });
});
