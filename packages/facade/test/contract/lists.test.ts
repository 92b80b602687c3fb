import type { MockGitLab, Seed } from "@gitlab-job-token-scope/contract-fixture";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { errorOf, sent, start } from "../helpers.js";

const list = "/projects/1/job_token_scope/allowlist";
const groupList = "/projects/1/job_token_scope/groups_allowlist";

/** A world whose project 1 allows as many groups as that, and the numbers of these in ascending order. */
function worldOf(size: number): { seed: Seed; ids: number[] } {
  const ids = Array.from({ length: size }, (_, i) => 11 + i);
  const groups = [{ id: 7, path: "group" }, ...ids.map((id) => ({ id, path: `g${id}` }))];
  return { seed: { projects: [{ id: 1, path: "group/app", allowedGroups: ids }], groups }, ids };
}

/** A proxy that strips headers from answers. */
function withoutHeaders(...names: string[]): (request: Request) => Promise<Response> {
  return async (request) => {
    const { body, status, headers } = await fetch(request);
    const kept = new Headers(headers);
    for (const name of names) kept.delete(name);
    return new Response(body, { status, headers: kept });
  };
}

function row(id: number): object {
  return { id, name: `g${id}`, web_url: `https://gitlab.example.com/groups/g${id}` };
}

function idsOf(entries: readonly { getId(): number }[]): number[] {
  return entries.map((entry) => entry.getId());
}

/** The numbers of all that project 1 allows, as GitLab lists them. */
function allowedIn(server: MockGitLab): { projects: number[]; groups: number[] } {
  const app = server.state().projects?.find(({ id }) => id === 1);
  const ascending = (ids: readonly number[] = []) => [...new Set(ids)].sort((a, b) => a - b);
  return { projects: ascending([1, ...(app?.allowedProjects ?? [])]), groups: ascending(app?.allowedGroups) };
}

test("reads every page, 100 rows each, and the next only when it is needed", async () => {
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

test("a full list is three pages", async () => {
  const { server, gitlab } = await start({ scenario: "three-page-list" });
  const { allowlist } = gitlab.project(1).jobTokenScope;
  expect(idsOf(await allowlist.list())).toEqual(allowedIn(server).projects);
  expect(sent(server)).toHaveLength(3);
});

test("pages() gives the entries page by page", async () => {
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

test("pages() of an empty list are none", async () => {
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
] as const)("a limit of %i reads no more than it takes", async ([limit, queries]) => {
  const { server, gitlab } = await start({ scenario: "three-page-list" });
  const { allowlist } = gitlab.project(1).jobTokenScope;
  const expected = allowedIn(server).projects.slice(0, limit);
  expect(idsOf(await allowlist.list({ limit }))).toEqual(expected);
  expect(sent(server)).toEqual(queries.map((query) => `GET ${list}?${query}`));

  const paged: number[] = [];
  for await (const entries of allowlist.pages({ limit })) paged.push(...idsOf(entries));
  expect(paged).toEqual(expected);
});

test.for([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "5", null])(
  "a limit of %o is refused before anything is sent",
  async (limit) => {
    const { server, gitlab } = await start();
    const { allowlist } = gitlab.project("group/app").jobTokenScope;
    // A caller without types can pass anything.
    const options = { limit: limit as number };
    const error = await errorOf(() => allowlist.list(options));
    expect(error).toMatchObject({ code: "invalid_request" });
    expect(error.message).toContain("limit: expected a whole number from 1");
    expect(await errorOf(() => allowlist.pages(options).next())).toMatchObject({ code: "invalid_request" });
    expect(sent(server)).toEqual([]);
  },
);

test("first() is the first entry or undefined, by one request for one row", async () => {
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
  [["x-next-page"]],
  [["link"]],
  [["x-next-page", "link"]],
  [["x-next-page", "link", "x-total", "x-total-pages", "x-page", "x-per-page", "x-prev-page"]],
])("reads every page behind a proxy that strips %j", async ([stripped = []]) => {
  const { seed, ids } = worldOf(150);
  const { server, gitlab } = await start({ seed }, { fetch: withoutHeaders(...stripped) });
  expect(idsOf(await gitlab.project(1).jobTokenScope.groupsAllowlist.list())).toEqual(ids);
  expect(sent(server)).toHaveLength(2);
});

test("a last page that is full ends with an empty one where the headers are stripped", async () => {
  const { seed, ids } = worldOf(200);
  const { server, gitlab } = await start({ seed }, { fetch: withoutHeaders("x-next-page", "link") });
  expect(idsOf(await gitlab.project(1).jobTokenScope.groupsAllowlist.list())).toEqual(ids);
  expect(sent(server)).toHaveLength(3);
});

test("reads every page when a proxy doubles X-Next-Page", async () => {
  const { seed, ids } = worldOf(150);
  const double = async (request: Request) => {
    const { body, status, headers } = await fetch(request);
    const doubled = new Headers(headers);
    doubled.append("x-next-page", headers.get("x-next-page") ?? "");
    return new Response(body, { status, headers: doubled });
  };
  const { gitlab } = await start({ seed }, { fetch: double });
  expect(idsOf(await gitlab.project(1).jobTokenScope.groupsAllowlist.list())).toEqual(ids);
});

test.for([
  ["X-Next-Page", { "x-next-page": "2" }],
  ["Link", { link: '<https://gitlab.example.com/api/v4/whatever?page=2>; rel="next"' }],
] as const)("a short page is not the last when %s says so", async ([, headers]) => {
  const { server, gitlab } = await start();
  const page = (number: number) => ({ operation: "listAllowedGroups", query: { page: number } }) as const;
  server.script(page(1), [{ status: 200, headers, body: [row(3), row(5)] }]);
  server.script(page(2), [{ status: 200, body: [row(8)] }]);
  expect(idsOf(await gitlab.project(1).jobTokenScope.groupsAllowlist.list())).toEqual([3, 5, 8]);
});

test("ends when a proxy repeats a page for ever, and lists each entry once", async () => {
  const repeat = async (request: Request) => {
    const url = new URL(request.url);
    url.searchParams.set("page", "1");
    const { body, status } = await fetch(new Request(url, request));
    const headers = { "content-type": "application/json", "x-next-page": "2" };
    return new Response(body, { status, headers });
  };
  const { server, gitlab } = await start({}, { fetch: repeat });
  expect(await gitlab.project(1).jobTokenScope.allowlist.list()).toHaveLength(1);
  expect(sent(server)).toHaveLength(2);
});

test.for([undefined, 1, 2, 3])(
  "a project that is on its own list twice is listed once, with a limit of %s",
  async (limit) => {
    const { gitlab } = await start({ scenario: "own-project-twice" });
    const entries = await gitlab
      .project(1)
      .jobTokenScope.allowlist.list(limit === undefined ? {} : { limit });
    expect(entries.map(({ id, isSourceProject }) => [id, isSourceProject])).toEqual(
      [
        [1, true],
        [42, false],
      ].slice(0, limit),
    );
  },
);

test("a row that moves to a page that was read already is found by a second reading", async () => {
  const { server, gitlab } = await start({ scenario: "rows-move-between-pages" });
  const listed = idsOf(await gitlab.project(1).jobTokenScope.allowlist.list());
  // 1001 was read, and then removed; 1101 then moved from the second page to the first.
  expect(listed).toEqual([1, 1001, ...allowedIn(server).projects.slice(1)]);
  expect(sent(server)).toHaveLength(4);
});

test("without X-Total nobody can tell that a row has moved, and it is missed", async () => {
  const { server, gitlab } = await start(
    { scenario: "rows-move-between-pages" },
    { fetch: withoutHeaders("x-total") },
  );
  const listed = new Set(idsOf(await gitlab.project(1).jobTokenScope.allowlist.list()));
  expect(allowedIn(server).projects.filter((id) => !listed.has(id))).toEqual([1100]);
});

test("list() equals the world, whatever its size, its limit and the headers that are stripped", async () => {
  const headers = ["x-next-page", "link", "x-total", "x-total-pages", "x-page", "x-per-page"];
  const size = fc.oneof(fc.nat({ max: 200 }), fc.constantFrom(99, 100, 101, 199, 200));
  const limit = fc.oneof(fc.constant(undefined), fc.integer({ min: 1, max: 250 }));
  await fc.assert(
    fc.asyncProperty(size, limit, fc.subarray(headers), async (rows, most, stripped) => {
      const { seed } = worldOf(rows);
      const { server, gitlab } = await start({ seed }, { fetch: withoutHeaders(...stripped) });
      const { allowlist, groupsAllowlist } = gitlab.project(1).jobTokenScope;
      const options = most === undefined ? {} : { limit: most };
      const { projects, groups } = allowedIn(server);
      expect(idsOf(await groupsAllowlist.list(options))).toEqual(groups.slice(0, most));
      expect(idsOf(await allowlist.list(options))).toEqual(projects.slice(0, most));
      await server.close();
    }),
    { numRuns: 60 },
  );
});
