import type { MockGitLab, Seed } from "@gitlab-job-token-scope/contract-fixture";
import type { AllowedGroup } from "@gitlab-job-token-scope/facade";
import { describe, expect, test } from "vitest";
import { connectTo, errorOf, sent, start } from "../helpers.js";

// A list is either complete or an error: a list that lacks an entry would look like a project without it.

const groupPath = "/projects/{id}/job_token_scope/groups_allowlist";
const ids = Array.from({ length: 150 }, (_, i) => 11 + i);
const seed: Seed = {
  projects: [{ id: 1, path: "group/app", allowedGroups: ids }],
  groups: [{ id: 7, path: "group" }, ...ids.map((id) => ({ id, path: `g${id}` }))],
};

/** A proxy that changes the headers of responses. */
function changing(change: (headers: Headers, page: number) => void) {
  return async (request: Request): Promise<Response> => {
    const { body, status, headers } = await fetch(request);
    const changed = new Headers(headers);
    change(changed, Number(new URL(request.url).searchParams.get("page")));
    return new Response(body, { status, headers: changed });
  };
}
const all = ["x-next-page", "link", "x-total", "x-total-pages", "x-page", "x-per-page", "x-prev-page"];
const without = (names: readonly string[]) =>
  changing((headers) => {
    for (const name of names) headers.delete(name);
  });

const row = (id: number) => ({ id, name: `g${id}`, web_url: `https://gitlab.example.com/groups/g${id}` });
const idsOf = (entries: readonly AllowedGroup[]) => entries.map((entry) => entry.getId());

interface PageResponse {
  rows: readonly number[];
  headers?: Record<string, string>;
}

/** The list of groups from a server that is a function, and the pages that were requested. */
function listFrom(respond: (page: number, request: number) => PageResponse) {
  const pages: number[] = [];
  const gitlab = connectTo((request) => {
    const page = Number(new URL(request.url).searchParams.get("page"));
    pages.push(page);
    const { rows, headers } = respond(page, pages.length);
    return Response.json(rows.map(row), headers === undefined ? {} : { headers });
  });
  return { list: gitlab.project(1).jobTokenScope.groupsAllowlist, pages };
}

describe("every page is read behind a proxy", () => {
  test.for([
    ["strips X-Next-Page", without(["x-next-page"]), 2],
    ["strips Link", without(["link"]), 2],
    ["strips X-Next-Page and Link: X-Total remains", without(["x-next-page", "link"]), 2],
    ["strips X-Total: X-Next-Page and Link remain", without(["x-total"]), 2],
    ["strips all of them, by one more request for an empty page", without(all), 3],
    [
      "doubles X-Next-Page",
      changing((headers) => headers.append("x-next-page", headers.get("x-next-page") ?? "")),
      2,
    ],
    [
      "sends an X-Next-Page that is empty on every page",
      changing((headers) => headers.set("x-next-page", "")),
      2,
    ],
    [
      "sends an unreadable X-Next-Page and X-Total",
      changing((headers) => {
        for (const name of ["x-next-page", "x-total"]) headers.set(name, "unknown");
      }),
      2,
    ],
    [
      "sends an X-Next-Page that leads back",
      changing((headers, page) => {
        if (page === 1) headers.set("x-next-page", "1");
      }),
      2,
    ],
    [
      "rewrites Link to its own host",
      changing((headers, page) => {
        headers.delete("x-next-page");
        headers.delete("x-total");
        headers.set(
          "link",
          page === 1
            ? '<https://proxy.example/x?page=2>; rel="next"'
            : '<https://proxy.example/x>; rel="first"',
        );
      }),
      2,
    ],
  ] as const)("that %s", async ([, proxy, requests]) => {
    const { server, gitlab } = await start({ seed }, { fetch: proxy });
    expect(idsOf(await gitlab.project(1).jobTokenScope.groupsAllowlist.list())).toEqual(ids);
    expect(sent(server)).toHaveLength(requests);
    expect(new URL(`http://x${sent(server)[1]?.slice(4)}`).searchParams.get("page")).toBe("2");
  });
});

test.for([
  ["X-Next-Page", { "x-next-page": "2" }],
  ["Link", { link: '<https://gitlab.example.com/api/v4/whatever?page=2>; rel="next"' }],
  ["X-Total", { "x-total": "3" }],
  ["X-Total, against an empty X-Next-Page", { "x-total": "3", "x-next-page": "" }],
] as const)("a short page is not the last one when %s reports more", async ([, headers]) => {
  const { list, pages } = listFrom((page) =>
    page === 1
      ? { rows: [3, 5], headers }
      : { rows: [8], headers: { "x-next-page": "", ...("x-total" in headers && { "x-total": "3" }) } },
  );
  expect(idsOf(await list.list())).toEqual([3, 5, 8]);
  expect(pages).toEqual([1, 2]);
});

test.for(["2, 2", "about 2", "2 or more", "12345678901"])(
  "an X-Total of %j is no number of rows, so that the list is read to an empty page",
  async (total) => {
    const { list, pages } = listFrom((page) => ({
      rows: page === 1 ? [3, 5] : [],
      headers: { "x-total": total },
    }));
    expect(idsOf(await list.list())).toEqual([3, 5]);
    expect(pages).toEqual([1, 2]);
  },
);

test.for(["page 2", "2, 3"])("an X-Next-Page of %j names no page", async (next) => {
  const { list, pages } = listFrom(() => ({
    rows: [3, 5],
    headers: { "x-next-page": next, "x-total": "2" },
  }));
  expect(idsOf(await list.list())).toEqual([3, 5]);
  expect(pages).toEqual([1]);
});

test("a server that caps pages below 100 rows is read to its end", async () => {
  const everything = Array.from({ length: 45 }, (_, i) => i + 1);
  for (const headers of [{}, { "x-total": "45" }]) {
    const { list, pages } = listFrom((page) => ({
      rows: everything.slice(page * 20 - 20, page * 20),
      headers,
    }));
    expect(idsOf(await list.list())).toEqual(everything);
    // Without X-Total, only an empty page is certain to be the end.
    expect(pages).toEqual("x-total" in headers ? [1, 2, 3] : [1, 2, 3, 4]);
  }
});

test("a next page that skips one is not followed: the rows of the page in between would be missed", async () => {
  const { list, pages } = listFrom((page) => ({
    rows: [page],
    headers: { "x-next-page": page === 1 ? "3" : "" },
  }));
  expect(idsOf(await list.list())).toEqual([1, 2]);
  expect(pages).toEqual([1, 2]);
});

test("a row that moves to a page that was read already is found by another reading", async () => {
  const { server, gitlab } = await start({ scenario: "rows-move-between-pages" });
  const before = allowedOf(server);
  const listed = (await gitlab.project(1).jobTokenScope.allowlist.list()).map(({ id }) => id);
  // While page 1 is read, 1001 is removed, and 1100 moves from page 2 to page 1.
  expect(allowedOf(server)).toEqual(before.slice(1));
  expect(listed).toEqual([1, ...before]);
  expect(sent(server)).toHaveLength(4);
});

test("pages() yields each entry once, and last the ones that only a later reading found", async () => {
  const { gitlab } = await start({ scenario: "rows-move-between-pages" });
  const pages: number[][] = [];
  for await (const entries of gitlab.project(1).jobTokenScope.allowlist.pages()) {
    pages.push(entries.map(({ id }) => id));
  }
  expect(new Set(pages.flat()).size).toBe(pages.flat().length);
  expect(pages.at(-1)).toEqual([1_100]);
});

test("without X-Total a row that moves is missed", async () => {
  const { server, gitlab } = await start(
    { scenario: "rows-move-between-pages" },
    { fetch: without(["x-total"]) },
  );
  const listed = new Set<number>(
    (await gitlab.project(1).jobTokenScope.allowlist.list()).map(({ id }) => id),
  );
  expect(allowedOf(server).filter((id) => !listed.has(id))).toEqual([1_100]);
});

/** The projects that project 1 allows. */
function allowedOf(server: MockGitLab): readonly number[] {
  return server.state().projects?.find(({ id }) => id === 1)?.allowedProjects ?? [];
}

const unexpected = {
  name: "ResponseError",
  code: "unexpected_response",
  method: "GET",
  path: groupPath,
  status: 200,
  project: 1,
  url: "https://gitlab.com/api/v4/projects/1/job_token_scope/groups_allowlist",
};

test("list() fails when X-Total reports more rows than there are, after three readings", async () => {
  const { list, pages } = listFrom((page) => ({
    rows: page === 1 ? [3, 5] : [],
    headers: { "x-total": "3" },
  }));
  const error = await errorOf(() => list.list());
  expect(error).toMatchObject(unexpected);
  expect(error.message).toContain(
    `GET ${groupPath}: The list has 2 rows, and its X-Total is 3. It was read 3 times. (project 1, https://`,
  );
  expect(pages).toEqual([1, 2, 1, 2, 1, 2]);
});

test("list() resolves when a later reading has as many rows as X-Total reports", async () => {
  const { list, pages } = listFrom((page, request) => ({
    rows: page === 1 ? [3, 5] : request > 3 ? [8] : [],
    headers: { "x-total": "3" },
  }));
  expect(idsOf(await list.list())).toEqual([3, 5, 8]);
  expect(pages).toEqual([1, 2, 1, 2]);
});

test("list() fails when the total changes in each of three readings", async () => {
  const { list, pages } = listFrom((page, request) => ({
    rows: page === 1 ? [3] : [5],
    headers: { "x-total": String(1 + (request % 2)), "x-next-page": page === 1 ? "2" : "" },
  }));
  const error = await errorOf(() => list.list());
  expect(error).toMatchObject(unexpected);
  expect(error.message).toContain("The list changed while it was read. It was read 3 times.");
  expect(pages).toEqual([1, 2, 1, 2, 1, 2]);
});

test("list() fails when a page repeats earlier rows and reports more pages", async () => {
  const { list, pages } = listFrom((page) => ({
    rows: [3, 5],
    headers: { "x-next-page": String(page + 1) },
  }));
  const error = await errorOf(() => list.list());
  expect(error).toMatchObject(unexpected);
  expect(error.message).toContain("Page 2 of the list repeats earlier rows, and there are more pages.");
  expect(pages).toEqual([1, 2, 1, 2, 1, 2]);
});

test("list() fails when an empty page reports another one, also one with two digits", async () => {
  const { list, pages } = listFrom((page) => ({
    rows: page === 1 ? [3] : [],
    headers: { "x-next-page": "10" },
  }));
  expect(await errorOf(() => list.list())).toMatchObject(unexpected);
  expect(pages).toEqual([1, 2, 1, 2, 1, 2]);
});

describe("the project that owns the list, which may be on it twice,", () => {
  /** The list of project 1. Every page has the same rows, except that those after the first may be empty. */
  function listOf(
    ids: readonly number[],
    headersOf: (page: number) => Record<string, string>,
    isRepeated = true,
  ) {
    const pages: number[] = [];
    const gitlab = connectTo((request) => {
      const page = Number(new URL(request.url).searchParams.get("page"));
      pages.push(page);
      return Response.json(page === 1 || isRepeated ? ids.map(row) : [], { headers: headersOf(page) });
    });
    return { list: gitlab.project(1).jobTokenScope.allowlist, pages };
  }

  test("does not stand for a row that is missing", async () => {
    const { list } = listOf([1, 42], () => ({ "x-total": "3" }), false);
    expect((await errorOf(() => list.list())).message).toContain(
      "The list has 2 rows, and its X-Total is 3.",
    );
  });

  test("does not make a page that repeats earlier rows a new one", async () => {
    const { list, pages } = listOf([1, 1, 42], (page) => ({ "x-next-page": String(page + 1) }));
    expect((await errorOf(() => list.list())).message).toContain("Page 2 of the list repeats earlier rows");
    expect(pages).toEqual([1, 2, 1, 2, 1, 2]);
  });
});

test("list() fails when the list has more than 1,000 pages", async () => {
  const { list, pages } = listFrom((page) => ({
    rows: [page],
    headers: { "x-next-page": String(page + 1) },
  }));
  const error = await errorOf(() => list.list());
  expect(error).toMatchObject(unexpected);
  expect(error.message).toContain("The list has more than 1000 pages.");
  expect(pages).toHaveLength(1_000);
});

test("first() and a limit need no complete list", async () => {
  const { list, pages } = listFrom(() => ({ rows: [3, 5], headers: { "x-total": "9" } }));
  expect((await list.first())?.getId()).toBe(3);
  expect(idsOf(await list.list({ limit: 2 }))).toEqual([3, 5]);
  expect(pages).toEqual([1, 1]);
});

test.for([
  ["is not an array", { rows: [row(3)] }],
  ["has a row without an ID", [row(3), { name: "g5" }]],
  ["has an ID that is a text", [{ ...row(3), id: "3" }]],
  ["has null for a row", [null]],
])("list() fails when a page %s", async ([, body]) => {
  // The only page: a second one would repeat its rows, which is unexpected as well.
  const gitlab = connectTo(() => Response.json(body, { headers: { "x-next-page": "" } }));
  const { groupsAllowlist } = gitlab.project(1).jobTokenScope;
  expect(await errorOf(() => groupsAllowlist.list())).toMatchObject(unexpected);
});
