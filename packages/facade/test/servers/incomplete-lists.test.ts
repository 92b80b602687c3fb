import { expect, test } from "vitest";
import { failureOf } from "./failures.js";
import { json, pageOf, type Received, type Reply, rowOf } from "./gitlab.js";
import { capped, ids, startList, stripped, withHeaders } from "./paged-list.js";
import { startServer } from "./server.js";

const path = "/projects/1/job_token_scope/groups_allowlist";

/** Servers whose lists cannot be known to be complete. */
const incomplete: [name: string, toPage: (request: Received) => Reply][] = [
  ["a total that is too high", (request) => withHeaders(pageOf(ids, request.query), { "x-total": "46" })],
  [
    "a total that is too high, and more pages",
    (request) => withHeaders(pageOf(ids, request.query), { "x-total": "46", "x-next-page": "2" }),
  ],
  ["a page parameter that is ignored", () => pageOf(ids, new URLSearchParams({ page: "1", per_page: "20" }))],
  [
    "a page parameter that is ignored, and no X-Total",
    (request) =>
      withHeaders(pageOf(ids, new URLSearchParams({ per_page: "20" })), {
        "x-total": undefined,
        "x-next-page": String(Number(request.query.get("page")) + 1),
      }),
  ],
  [
    "a page parameter that is ignored, and no headers",
    () => withHeaders(pageOf(ids, new URLSearchParams({ per_page: "20" })), stripped),
  ],
  [
    "a total that changes with every page",
    (request) =>
      withHeaders(pageOf(ids, capped(request, 20)), {
        "x-total": String(40 + Number(request.query.get("page"))),
      }),
  ],
  ["empty pages without an end", () => json(200, [], { "x-next-page": "2" })],
];

for (const [name, toPage] of incomplete) {
  test(`${name}: list() fails, and a lost DELETE is unconfirmed`, async () => {
    const server = await startList(toPage);
    const { groupsAllowlist } = server.connect().project("group/app").jobTokenScope;
    server.misbehave = (request) => (request.path.endsWith("group%2Fapp") ? undefined : toPage(request));
    const error = await failureOf(() => groupsAllowlist.list());
    expect(error).toMatchObject({
      code: "unexpected_response",
      status: 200,
      project: "group/app",
      url: `${server.origin}/api/v4${path}`,
    });
    server.misbehave = (request) => (request.method === "GET" ? toPage(request) : "close");
    expect(await failureOf(() => groupsAllowlist.ensureAbsent(999))).toMatchObject({
      code: "entry_unconfirmed",
    });
  });
}

test("a list without an end fails after 1,000 pages", async () => {
  const server = await startServer(({ query }) => {
    const page = Number(query.get("page"));
    return json(200, [rowOf(page)], { "x-next-page": String(page + 1) });
  });
  const error = await failureOf(() => server.connect().project(1).jobTokenScope.groupsAllowlist.list());
  expect(error).toMatchObject({ code: "unexpected_response", project: 1 });
  expect(error.message).toContain("more than 1000 pages");
  expect(server.journal).toHaveLength(1_000);
});

test("limit reads no more pages than it takes, also from a list without an end", async () => {
  const server = await startServer(({ query }) => {
    const page = Number(query.get("page"));
    return json(200, [rowOf(page)], { "x-next-page": String(page + 1) });
  });
  const { groupsAllowlist } = server.connect().project(1).jobTokenScope;
  expect(await groupsAllowlist.list({ limit: 7 })).toHaveLength(7);
  expect(await groupsAllowlist.first()).toMatchObject({ id: 1 });
  expect(server.journal).toHaveLength(8);
});

test("rows that are no entries fail the list, and confirm nothing", async () => {
  for (const rows of [{}, "[]", [null], [{}], [{ id: "2" }], [{ id: 0 }], [{ id: 2.5 }], [rowOf(2), [3]]]) {
    const server = await startServer(({ method }) => (method === "GET" ? json(200, rows) : { status: 502 }));
    const { allowlist } = server.connect().project(1).jobTokenScope;
    expect(await failureOf(() => allowlist.list())).toMatchObject({
      code: "unexpected_response",
      project: 1,
    });
    expect(await failureOf(() => allowlist.delete(2))).toMatchObject({
      code: "entry_unconfirmed",
      target: 2,
    });
  }
});
