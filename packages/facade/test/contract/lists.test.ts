import type { MockGitLab, Seed } from "@gitlab-job-token-scope/contract-fixture";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { numRuns } from "../../../../vitest.properties.js";
import { connect, errorOf, sent, start } from "../helpers.js";

const list = "/projects/1/job_token_scope/allowlist";
const groupList = "/projects/1/job_token_scope/groups_allowlist";

/** A GitLab whose project 1 allows so many groups, and their IDs in ascending order. */
function worldOf(size: number): { seed: Seed; ids: number[] } {
  const ids = Array.from({ length: size }, (_, i) => 11 + i);
  const groups = [{ id: 7, path: "group" }, ...ids.map((id) => ({ id, path: `g${id}` }))];
  return { seed: { projects: [{ id: 1, path: "group/app", allowedGroups: ids }], groups }, ids };
}

/** A proxy that strips headers from responses. */
function stripping(names: readonly string[], send = fetch as (request: Request) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    const { body, status, headers } = await send(request);
    const kept = new Headers(headers);
    for (const name of names) kept.delete(name);
    return new Response(body, { status, headers: kept });
  };
}

function idsOf(entries: readonly { getId(): number }[]): number[] {
  return entries.map((entry) => entry.getId());
}

/** The IDs of all that project 1 allows, as GitLab lists them. */
function allowedIn(server: MockGitLab): { projects: number[]; groups: number[] } {
  const app = server.state().projects?.find(({ id }) => id === 1);
  const ascending = (ids: readonly number[] = []) => [...new Set(ids)].sort((a, b) => a - b);
  return { projects: ascending([1, ...(app?.allowedProjects ?? [])]), groups: ascending(app?.allowedGroups) };
}

test("list() reads every page with 100 rows each, and iteration reads a page only when it is needed", async () => {
  const { seed, ids } = worldOf(200);
  const { server, gitlab } = await start({ seed });
  const { groupsAllowlist } = gitlab.project(1).jobTokenScope;
  const pages = [`GET ${groupList}?page=1&per_page=100`, `GET ${groupList}?page=2&per_page=100`];
  expect(idsOf(await groupsAllowlist.list())).toEqual(ids);
  expect(sent(server)).toEqual(pages);

  server.reset();
  for await (const entry of groupsAllowlist) if (entry.getId() === 13) break;
  expect(sent(server)).toEqual(pages.slice(0, 1));

  server.reset();
  const listed: number[] = [];
  for await (const entry of groupsAllowlist) listed.push(entry.getId());
  expect(listed).toEqual(ids);
  expect(sent(server)).toEqual(pages);
});

test("a full list has three pages", async () => {
  const { server, gitlab } = await start({ scenario: "three-page-list" });
  const { allowlist } = gitlab.project(1).jobTokenScope;
  expect(idsOf(await allowlist.list())).toEqual(allowedIn(server).projects);
  expect(sent(server)).toHaveLength(3);
});

test("pages() yields the entries page by page", async () => {
  const { server, gitlab } = await start({ scenario: "three-page-list" });
  const sizes: [entries: number, requests: number][] = [];
  for await (const entries of gitlab.project(1).jobTokenScope.allowlist.pages()) {
    sizes.push([entries.length, sent(server).length]);
  }
  expect(sizes).toEqual([
    [100, 1],
    [100, 2],
    [1, 3],
  ]);
});

test("pages() of an empty list yields nothing", async () => {
  const { server, gitlab } = await start();
  for await (const entries of gitlab.project(1).jobTokenScope.groupsAllowlist.pages()) {
    expect.unreachable(`${entries.length} entries`);
  }
  expect(sent(server)).toEqual([`GET ${groupList}?page=1&per_page=100`]);
});

test.for([
  [1, ["page=1&per_page=1"]],
  [5, ["page=1&per_page=5"]],
  [100, ["page=1&per_page=100"]],
  [101, ["page=1&per_page=100", "page=2&per_page=100"]],
  [1_000, ["page=1&per_page=100", "page=2&per_page=100", "page=3&per_page=100"]],
] as const)("a limit of %i reads only the pages that it needs", async ([limit, queries]) => {
  const { server, gitlab } = await start({ scenario: "three-page-list" });
  const { allowlist } = gitlab.project(1).jobTokenScope;
  const expected = allowedIn(server).projects.slice(0, limit);
  expect(idsOf(await allowlist.list({ limit }))).toEqual(expected);
  expect(sent(server)).toEqual(queries.map((query) => `GET ${list}?${query}`));

  const paged: number[] = [];
  for await (const entries of allowlist.pages({ limit })) paged.push(...idsOf(entries));
  expect(paged).toEqual(expected);
});

test.for([
  [0, "0"],
  [-1, "-1"],
  [1.5, "1.5"],
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "Infinity"],
  ["5", "string"],
  [null, "null"],
] as const)("a limit of %o is refused before anything is sent", async ([limit, found]) => {
  const { server, gitlab } = await start();
  const { allowlist } = gitlab.project("group/app").jobTokenScope;
  // A caller without types can pass anything.
  const options = { limit: limit as number };
  for (const call of [() => allowlist.list(options), () => allowlist.pages(options).next()]) {
    const error = await errorOf(call);
    expect(error).toMatchObject({ code: "invalid_request", project: "group/app" });
    expect(error.message).toContain(`limit: expected a whole number from 1, not ${found} (`);
  }
  expect(sent(server)).toEqual([]);
});

test("first() resolves to the first entry or undefined, by one request for one row", async () => {
  const { seed } = worldOf(150);
  const { server, gitlab } = await start({ seed });
  const { allowlist, groupsAllowlist } = gitlab.project(1).jobTokenScope;
  expect((await groupsAllowlist.first())?.getId()).toBe(11);
  expect(await allowlist.first()).toMatchObject({ id: 1, isSourceProject: true });
  expect(sent(server)).toEqual([`GET ${groupList}?page=1&per_page=1`, `GET ${list}?page=1&per_page=1`]);

  const empty = await start();
  expect(await empty.gitlab.project(1).jobTokenScope.groupsAllowlist.first()).toBeUndefined();
});

test.for([
  [null, "options: expected an object, got null"],
  [[], "options: expected an object, got an array"],
  ["5", "options: expected an object, got string"],
  [{ limit: 1 }, "limit: unknown option"],
] as const)("first() refuses %j before anything is sent", async ([options, message]) => {
  const { server, gitlab } = await start();
  const { allowlist } = gitlab.project(1).jobTokenScope;
  // A caller without types can pass anything.
  const error = await errorOf(() => allowlist.first(options as object));
  expect(error).toMatchObject({ code: "invalid_request", project: 1 });
  expect(error.message).toContain(message);
  expect(sent(server)).toEqual([]);
});

test.for([undefined, 1, 2, 3])(
  "a project that is on its own list twice is listed once, with a limit of %s",
  async (limit) => {
    const { server, gitlab } = await start({ scenario: "own-project-twice" });
    const entries = await gitlab
      .project(1)
      .jobTokenScope.allowlist.list(limit === undefined ? {} : { limit });
    expect(entries.map(({ id, isSourceProject }) => [id, isSourceProject])).toEqual(
      [
        [1, true],
        [42, false],
      ].slice(0, limit),
    );
    expect(new Set(sent(server)).size).toBe(sent(server).length);
  },
);

test("list() sorts the entries by ID, and pages() yields them in GitLab's order", async () => {
  const { server, gitlab } = await start();
  const row = (id: number) => ({ id, name: `g${id}`, web_url: `https://gitlab.example.com/groups/g${id}` });
  const body = [row(9), row(3), row(10)];
  server.script("listAllowedGroups", [{ status: 200, headers: { "x-total": "3" }, body }], { repeat: true });
  const { groupsAllowlist } = gitlab.project(1).jobTokenScope;
  expect(idsOf(await groupsAllowlist.list())).toEqual([3, 9, 10]);
  for await (const entries of groupsAllowlist.pages()) expect(idsOf(entries)).toEqual([9, 3, 10]);
});

const sizes = [0, 1, 2, 5, 50, 99, 100, 101, 150, 199, 200];

test("list() equals the list in GitLab, whatever its size, the limit and the headers that a proxy strips", async () => {
  const groups = Array.from({ length: 200 }, (_, i) => ({ id: 1_000 + i, path: `g${i}` }));
  const others = Array.from({ length: 200 }, (_, i) => ({ id: 1_000 + i, path: `other/p${i}` }));
  const ids = groups.map(({ id }) => id);
  // Project n + 1 allows n projects and n groups.
  const projects = sizes.map((size) => ({
    id: size + 1,
    path: `group/p${size}`,
    allowedProjects: ids.slice(0, size),
    allowedGroups: ids.slice(0, size),
  }));
  const { server } = await start({
    seed: {
      projects: [...projects, ...others],
      groups: [{ id: 7, path: "group" }, { id: 8, path: "other" }, ...groups],
    },
  });
  const headers = ["x-next-page", "link", "x-total", "x-total-pages", "x-page", "x-per-page"];
  const limits = fc.option(fc.integer({ min: 1, max: 250 }), { nil: undefined });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...sizes),
      limits,
      fc.subarray(headers),
      async (size, limit, stripped) => {
        const gitlab = connect(server, { fetch: stripping(stripped, server.fetch) });
        const { allowlist, groupsAllowlist } = gitlab.project(size + 1).jobTokenScope;
        const options = limit === undefined ? {} : { limit };
        const expected = ids.slice(0, size);
        expect(idsOf(await groupsAllowlist.list(options))).toEqual(expected.slice(0, limit));
        expect(idsOf(await allowlist.list(options))).toEqual([size + 1, ...expected].slice(0, limit));
      },
    ),
    { numRuns: numRuns(60) },
  );
});
