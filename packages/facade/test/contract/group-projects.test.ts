import type { MockGitLab, Seed } from "@gitlab-job-token-scope/contract-fixture";
import type {
  GitLab,
  GroupProject,
  GroupProjectsOptions,
  GroupReference,
} from "@gitlab-job-token-scope/facade";
import { describe, expect, test } from "vitest";
import { connect, connectTo, errorOf, sent, start } from "../helpers.js";
import { manualTimers } from "../servers/timing.js";

const path = "/groups/{id}/projects";
const query = "archived=false&include_subgroups=true&order_by=id&simple=true&sort=asc&with_shared=false";

/** The IDs of the projects of a group. */
async function idsOf(
  gitlab: GitLab,
  group: GroupReference = 7,
  options?: GroupProjectsOptions,
): Promise<number[]> {
  const ids: number[] = [];
  for await (const { id } of gitlab.group(group).projects(options)) ids.push(id);
  return ids;
}

/** The requests that a server received, with their parameters in alphabetical order. */
function requestsTo(server: MockGitLab): string[] {
  return sent(server).map((request) => {
    const [start = "", search] = request.split("?");
    const parameters = new URLSearchParams(search);
    parameters.sort();
    return search === undefined ? start : `${start}?${parameters}`;
  });
}

/** A page of the list of group 7, as it is requested by default. */
const pageOf = (page: number, perPage = 100) => {
  const parameters = new URLSearchParams(`${query}&page=${page}&per_page=${perPage}`);
  parameters.sort();
  return `GET /groups/7/projects?${parameters}`;
};

/** A GitLab whose group 7 has so many projects. */
const worldOf = (size: number): Seed => ({
  projects: Array.from({ length: size }, (_, i) => ({ id: i + 1, path: `group/p${i + 1}` })),
  groups: [{ id: 7, path: "group" }],
});
const upTo = (size: number) => Array.from({ length: size }, (_, i) => i + 1);

const seed: Seed = {
  projects: [
    { id: 5, path: "group/app" },
    { id: 3, path: "group/sub/deep/tool" },
    { id: 9, path: "group/old", archived: true },
    { id: 4, path: "group/site", visibility: "public" },
    { id: 6, path: "other/app" },
  ],
  groups: [
    { id: 7, path: "group" },
    { id: 8, path: "group/sub" },
    { id: 10, path: "empty" },
    { id: 11, path: "other" },
  ],
  tokens: [
    { token: "glpat-admin", admin: true },
    { token: "glpat-developer", roles: { projects: { 5: "developer" } } },
  ],
};

test("projects() lists the projects of a group and its subgroups by ID, without archived ones", async () => {
  const { server, gitlab } = await start({ seed });
  const projects: GroupProject[] = [];
  for await (const project of gitlab.group("group").projects()) projects.push(project);
  expect(projects).toEqual([
    { id: 3, name: "tool", path: "group/sub/deep/tool", webUrl: `${server.url}/group/sub/deep/tool` },
    { id: 4, name: "site", path: "group/site", webUrl: `${server.url}/group/site` },
    { id: 5, name: "app", path: "group/app", webUrl: `${server.url}/group/app` },
  ]);
  expect(requestsTo(server)).toEqual(["GET /groups/group?with_projects=false", pageOf(1)]);
});

test.for<[GroupProjectsOptions, number[]]>([
  [{}, [3, 4, 5]],
  [{ includeSubgroups: false }, [4, 5]],
  [{ includeArchived: true }, [3, 4, 5, 9]],
  [{ includeSubgroups: false, includeArchived: true }, [4, 5, 9]],
  [{ includeSubgroups: true, includeArchived: false }, [3, 4, 5]],
])("projects(%j)", async ([options, expected]) => {
  const { gitlab } = await start({ seed });
  expect(await idsOf(gitlab, 7, options)).toEqual(expected);
});

test("an option that is undefined has its default", async () => {
  const { gitlab } = await start({ seed });
  const options = { includeSubgroups: undefined, includeArchived: undefined, limit: undefined };
  // A caller without types can pass anything.
  expect(await idsOf(gitlab, 7, options as unknown as GroupProjectsOptions)).toEqual([3, 4, 5]);
});

test("a group without projects has an empty list", async () => {
  const { server, gitlab } = await start({ seed });
  expect(await idsOf(gitlab, 10)).toEqual([]);
  expect(requestsTo(server)).toHaveLength(1);
});

test("projects that the token's user may not see are not listed", async () => {
  const { gitlab } = await start({ seed }, { token: "glpat-developer" });
  expect(await idsOf(gitlab)).toEqual([4, 5]);
});

test("projects that are shared with the group are not requested", async () => {
  const row = (id: number) => ({ id, name: "x", path_with_namespace: `x/${id}`, web_url: "https://x" });
  const gitlab = connectTo(({ url }) => {
    // As GitLab does, whose default is true.
    const isShared = new URL(url).searchParams.get("with_shared") !== "false";
    return Response.json([row(1), ...(isShared ? [row(2)] : [])], { headers: { "x-next-page": "" } });
  });
  expect(await idsOf(gitlab)).toEqual([1]);
});

describe("pages", () => {
  test.for([0, 1, 99, 100, 101, 250])("a group with %i projects is read to its end", async (size) => {
    const { server, gitlab } = await start({ seed: worldOf(size) });
    expect(await idsOf(gitlab)).toEqual(upTo(size));
    const pages = Math.max(1, Math.ceil(size / 100));
    expect(requestsTo(server)).toEqual(upTo(pages).map((page) => pageOf(page)));
  });

  test("a page is read when it is needed, and none before the iteration begins", async () => {
    const { server, gitlab } = await start({ seed: worldOf(250) });
    const projects = gitlab.group(7).projects();
    expect(sent(server)).toEqual([]);
    for await (const { id } of projects) {
      expect(sent(server)).toHaveLength(Math.ceil(id / 100));
      if (Number(id) === 101) break;
    }
    expect(sent(server)).toHaveLength(2);
    expect(await projects.next()).toEqual({ done: true, value: undefined });
  });

  test.for([
    [1, [[1, 1]]],
    [100, [[1, 100]]],
    [
      101,
      [
        [1, 100],
        [2, 100],
      ],
    ],
    [
      1_000,
      [
        [1, 100],
        [2, 100],
        [3, 100],
      ],
    ],
  ] as const)("a limit of %i reads only the pages that it needs", async ([limit, pages]) => {
    const { server, gitlab } = await start({ seed: worldOf(250) });
    expect(await idsOf(gitlab, 7, { limit })).toEqual(upTo(250).slice(0, limit));
    expect(requestsTo(server)).toEqual(pages.map(([page, perPage]) => pageOf(page, perPage)));
  });

  test("above 10,000 projects, where GitLab reports no total, every page is read", {
    tags: ["slow"],
  }, async () => {
    const { server, gitlab } = await start({ seed: worldOf(10_050) });
    const connected = connect(server, { fetch: server.fetch });
    expect(await idsOf(connected)).toEqual(upTo(10_050));
    expect(sent(server)).toHaveLength(101);
    expect(await idsOf(gitlab, 7, { limit: 3 })).toEqual([1, 2, 3]);
  });

  test.for([
    ["x-total"],
    ["x-next-page", "link"],
    ["x-total", "x-next-page"],
    ["x-total", "x-next-page", "link"],
  ])("behind a proxy that strips %s, every page is read", async (names) => {
    const strip = async (request: Request) => {
      const { body, status, headers } = await fetch(request);
      const kept = new Headers(headers);
      for (const name of names) kept.delete(name);
      return new Response(body, { status, headers: kept });
    };
    const { gitlab } = await start({ seed: worldOf(150) }, { fetch: strip });
    expect(await idsOf(gitlab)).toEqual(upTo(150));
  });
});

describe("a list that changes while it is read", () => {
  /** A group whose projects are changed before a page is read, from a server that is a function. */
  function startChanging(size: number, beforePage: (page: number, ids: Set<number>) => void) {
    const ids = new Set(upTo(size));
    const pages: number[] = [];
    const gitlab = connectTo((request) => {
      const { searchParams } = new URL(request.url);
      const page = Number(searchParams.get("page"));
      pages.push(page);
      beforePage(page, ids);
      const sorted = [...ids].sort((a, b) => a - b);
      const rows = sorted.slice(page * 100 - 100, page * 100).map((id) => ({
        id,
        name: `p${id}`,
        path_with_namespace: `group/p${id}`,
        web_url: `https://gitlab.example.com/group/p${id}`,
      }));
      const next = page * 100 < sorted.length ? String(page + 1) : "";
      return Response.json(rows, { headers: { "x-total": String(sorted.length), "x-next-page": next } });
    });
    return { gitlab, ids, pages };
  }

  test("a project that moves to a page that was read already comes last", async () => {
    const { gitlab, ids, pages } = startChanging(150, (page, all) => page === 2 && all.delete(1));
    const listed = await idsOf(gitlab);
    expect([...ids].filter((id) => !listed.includes(id))).toEqual([]);
    expect(listed.at(-1)).toBe(101);
    expect(new Set(listed).size).toBe(listed.length);
    expect(pages).toEqual([1, 2, 1, 2]);
  });

  test("a project that is added meanwhile is listed, and each of the others once", async () => {
    const { gitlab } = startChanging(150, (page, all) => page === 2 && all.add(151));
    expect(await idsOf(gitlab)).toEqual(upTo(151));
  });

  test("one that changes in each of three readings fails, and names the group", async () => {
    let next = 1_000;
    const { gitlab } = startChanging(150, (_page, all) => all.add(next++));
    const error = await errorOf(() => idsOf(gitlab));
    expect(error).toMatchObject({
      name: "ResponseError",
      code: "unexpected_response",
      method: "GET",
      path,
      status: 200,
      group: 7,
      project: undefined,
      target: undefined,
    });
    expect(error.message).toContain(`GET ${path}: The list changed while it was read. It was read 3 times.`);
    expect(error.message).toContain("(group 7, https://");
  });

  test("one that lacks projects fails", async () => {
    const gitlab = connectTo(() => Response.json([], { headers: { "x-total": "3" } }));
    const error = await errorOf(() => idsOf(gitlab));
    expect(error).toMatchObject({ code: "unexpected_response", path });
    expect(error.message).toContain("The list has 0 rows, and its X-Total is 3.");
  });

  test("one that does not end fails after 10,000 pages", { tags: ["slow"] }, async () => {
    let id = 0;
    const gitlab = connectTo(() => {
      id++;
      const row = { id, name: "p", path_with_namespace: `group/p${id}`, web_url: "https://x" };
      return Response.json([row], { headers: { "x-next-page": "2" } });
    });
    const error = await errorOf(() => idsOf(gitlab));
    expect(error.message).toContain("The list has more than 10000 pages.");
    expect(id).toBe(10_000);
  });
});

describe("failures", () => {
  test("a group that does not exist, or that the user may not see, is not found", async () => {
    const { server, gitlab } = await start({ seed });
    const byPath = await errorOf(() => idsOf(gitlab, "none"));
    expect(byPath).toMatchObject({
      code: "not_found",
      path: "/groups/{id}",
      group: "none",
      project: undefined,
      url: `${server.url}/api/v4/groups/none`,
    });
    expect(byPath.message).toMatch(/^GET \/groups\/\{id\}: 404 .*404 Group Not Found.*\(group "none", http/);
    const hidden = connect(server, { token: "glpat-developer" });
    const byId = await errorOf(() => idsOf(hidden, 11));
    expect(byId).toMatchObject({ code: "not_found", path, group: 11, status: 404 });
    expect(JSON.parse(JSON.stringify(byId))).toMatchObject({ group: 11, path });
  });

  test("an unknown token is refused", async () => {
    const { server } = await start({ seed });
    const error = await errorOf(() => idsOf(connect(server, { token: "glpat-unknown" })));
    expect(error).toMatchObject({ code: "unauthorized", group: 7 });
  });

  test("each page is retried, and a page that fails for good ends the iteration", async () => {
    const { server, gitlab } = await start({ seed: worldOf(150) });
    server.script({ operation: "listGroupProjects", query: { page: 2 } }, [
      { status: 502 },
      { status: 429, headers: { "retry-after": "0" } },
    ]);
    expect(await idsOf(gitlab)).toEqual(upTo(150));
    server.script({ operation: "listGroupProjects", query: { page: 2 } }, [{ status: 502 }], {
      repeat: true,
    });
    const found: number[] = [];
    const error = await errorOf(async () => {
      for await (const { id } of gitlab.group(7).projects({ retry: { limit: 1 } })) found.push(id);
    });
    expect(error).toMatchObject({ code: "server_error", status: 502, attempts: 2, group: 7, path });
    expect(found).toEqual(upTo(100));
  });

  test("GitLab's own limit for this list is a rate limit", async () => {
    const { server, gitlab } = await start({ seed });
    const body = { message: { error: "This endpoint has been requested too many times. Try again later." } };
    server.script("listGroupProjects", [{ status: 429, body }, "pass"]);
    expect(await idsOf(gitlab)).toEqual([3, 4, 5]);
    server.script("listGroupProjects", [{ status: 429, body }]);
    const error = await errorOf(() => idsOf(gitlab, 7, { retry: { limit: 0 } }));
    expect(error).toMatchObject({ code: "rate_limited", group: 7 });
  });

  test.for([
    ["is not an array", { id: 1 }],
    ["has a project without a path", [{ id: 1, name: "app", web_url: "https://x" }]],
    ["has a project without a URL", [{ id: 1, name: "app", path_with_namespace: "group/app" }]],
    ["has a project without a name", [{ id: 1, path_with_namespace: "group/app", web_url: "https://x" }]],
    [
      "has an ID that is a text",
      [{ id: "1", name: "app", path_with_namespace: "x/y", web_url: "https://x" }],
    ],
    ["has null for a project", [null]],
  ])("a page that %s is unexpected", async ([, body]) => {
    // The only page: a second one would repeat its rows, which is unexpected as well.
    const gitlab = connectTo(() => Response.json(body, { headers: { "x-next-page": "" } }));
    expect(await errorOf(() => idsOf(gitlab))).toMatchObject({ code: "unexpected_response", path, group: 7 });
  });

  test("a signal ends the iteration between and during requests", async () => {
    const { server, gitlab } = await start({ seed: worldOf(150) });
    const controller = new AbortController();
    const { signal } = controller;
    const found: number[] = [];
    const between = await errorOf(async () => {
      for await (const { id } of gitlab.group("group").projects({ signal })) {
        found.push(id);
        if (Number(id) === 100) controller.abort(new Error("enough"));
      }
    });
    expect(between).toMatchObject({ code: "aborted", group: "group", cause: signal.reason });
    expect(found).toEqual(upTo(100));
    expect(sent(server)).toHaveLength(2);

    server.script("listGroupProjects", [{ delayMs: 60_000 }]);
    const during = new AbortController();
    const aborted = errorOf(() => idsOf(gitlab, 7, { signal: during.signal }));
    await expect.poll(() => server.scripts()).toEqual([]);
    during.abort();
    expect(await aborted).toMatchObject({ code: "aborted", group: 7, path });
  });

  test("the time that the caller takes counts towards totalTimeoutMs", async () => {
    const timers = manualTimers();
    const { gitlab } = await start({ seed: worldOf(150) });
    const error = await errorOf(async () => {
      for await (const { id } of gitlab.group(7).projects({ totalTimeoutMs: 60_000 })) {
        if (Number(id) === 100) timers.advance(60_000);
      }
    });
    expect(error).toMatchObject({ code: "timeout", group: 7 });
  });
});

test.for<[unknown, string]>([
  [null, "options: expected an object, got null"],
  [[], "options: expected an object, got an array"],
  [{ includeSubgroup: true }, "includeSubgroup: unknown option, did you mean includeSubgroups?"],
  [{ archived: true }, "archived: unknown option, did you mean includeArchived?"],
  [{ includeSubgroups: "false" }, "includeSubgroups: expected true or false, got string"],
  [{ includeArchived: null }, "includeArchived: expected true or false, got null"],
  [{ includeArchived: 1 }, "includeArchived: expected true or false, got number"],
  [{ limit: 0 }, "limit: expected a whole number from 1, not 0"],
  [{ limit: "5" }, "limit: expected a whole number from 1, not string"],
  [{ timeoutMs: 0 }, "timeoutMs: expected milliseconds from 1"],
])("projects(%j) is refused before anything is sent", async ([options, message]) => {
  const { server, gitlab } = await start();
  // A caller without types can pass anything.
  const error = await errorOf(() => idsOf(gitlab, "group", options as GroupProjectsOptions));
  expect(error).toMatchObject({
    code: "invalid_request",
    group: "group",
    project: undefined,
    url: undefined,
  });
  expect(error.message).toContain(message);
  expect(error.message).toContain('(group "group")');
  expect(sent(server)).toEqual([]);
});

test("a wrong option does not show a token in its place", async () => {
  const { gitlab } = await start();
  const secret = "glpat-Planted_0123456789";
  const options = { includeArchived: secret } as unknown as GroupProjectsOptions;
  const error = await errorOf(() => idsOf(gitlab, `group/${secret}`, options));
  expect(error.group).toBe("group/[masked]");
  expect(`${error.message} ${JSON.stringify(error)} ${error.stack}`).not.toContain(secret);
});
