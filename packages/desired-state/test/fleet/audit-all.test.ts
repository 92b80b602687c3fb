import { auditAll } from "@gitlab-job-token-scope/desired-state";
import { expect, test } from "vitest";
import { abortEach, errorOf, sent, start } from "../helpers.js";

test("audits each project by what names it, and by its desired state", async () => {
  const { gitlab } = await start();
  const projects = [42, "partner/client", { project: 1, inboundEnabled: true, projects: [43] }];
  const codes = new Map<unknown, unknown>();
  for await (const { project, audit, error } of auditAll(gitlab, projects)) {
    expect(error).toBeUndefined();
    codes.set(
      project,
      audit?.findings.map(({ code }) => code),
    );
  }
  expect([...codes.keys()].sort()).toEqual([1, 42, "partner/client"]);
  // Only a desired state can be differed from.
  expect(codes.get(1)).toContain("differs");
  expect(codes.get(42)).not.toContain("differs");
});

test("an entry is looked up once per run, and not at all if targets is false", async () => {
  const projects = [1, 42].map((id) => ({ id, path: `group/p${id}`, allowedProjects: [43] }));
  const seed = { projects: [...projects, { id: 43, path: "group/p43" }] };
  for (const [options, expected] of [
    [{}, ["GET /projects/43"]],
    [{ targets: true }, ["GET /projects/43"]],
    [{ targets: false }, []],
  ] as const) {
    const { server, gitlab } = await start({ seed });
    for await (const { error } of auditAll(gitlab, [1, 42], options)) expect(error).toBeUndefined();
    expect(sent(server).filter((request) => /^GET \/projects\/43$/.test(request))).toEqual(expected);
  }
});

test("a project and a group of one ID are two entries", async () => {
  const seed = {
    projects: [
      { id: 1, path: "group/app", allowedProjects: [7], allowedGroups: [7] },
      { id: 7, path: "group/tool" },
    ],
    groups: [{ id: 7, path: "partner" }],
  };
  const { server, gitlab } = await start({ seed });
  for await (const { error } of auditAll(gitlab, [1])) expect(error).toBeUndefined();
  expect(sent(server)).toEqual(expect.arrayContaining(["GET /projects/7", "GET /groups/7"]));
});

test("one that cannot be audited stops none of the others", async () => {
  const { gitlab } = await start();
  const results: unknown[] = [];
  for await (const { project, error } of auditAll(gitlab, [1, "group/gone", null, 42] as number[])) {
    results.push([project, (error as { code?: string } | undefined)?.code]);
  }
  expect(results).toHaveLength(4);
  expect(results).toContainEqual([1, undefined]);
  expect(results).toContainEqual([42, undefined]);
  expect(results).toContainEqual(["group/gone", "not_found"]);
  expect(results).toContainEqual([null, expect.any(String)]);
});

test("a look-up that failed is tried again for the next project", async () => {
  const projects = [1, 42].map((id) => ({ id, path: `group/p${id}`, allowedProjects: [43] }));
  const seed = { projects: [...projects, { id: 43, path: "group/p43" }] };
  const { server, gitlab } = await start({ seed }, { retry: { limit: 0 } });
  server.script("getProject", [{ status: 500 }]);
  const codes: unknown[] = [];
  for await (const { error } of auditAll(gitlab, [1, 42], { concurrency: 1 })) {
    codes.push((error as { code?: string } | undefined)?.code);
  }
  expect(codes).toEqual(["server_error", undefined]);
});

test("a signal ends every request", async () => {
  const { server } = await start();
  const endings = await abortEach(server, async (gitlab, signal) => {
    for await (const _ of auditAll(gitlab, [1], { signal }));
  });
  expect(endings.length).toBeGreaterThan(2);
  expect(new Set(endings)).toEqual(new Set(["aborted"]));
});

test.for<[object, RegExp]>([
  [{ target: false }, /target: unknown key, did you mean targets\?/],
  [{ targets: 1 }, /targets: expected true or false, not 1/],
])("wrong options: %j", async ([options, message]) => {
  const { server, gitlab } = await start();
  const error = await errorOf(() => auditAll(gitlab, [1], options).next());
  expect(error).toMatchObject({ code: "invalid_option", message: expect.stringMatching(message) });
  expect(sent(server)).toEqual([]);
});
