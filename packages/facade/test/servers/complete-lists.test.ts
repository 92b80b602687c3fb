import { expect, test } from "vitest";
import { failureOf } from "./failures.js";
import { json, pageOf, type Received, type Reply, rowOf } from "./gitlab.js";
import { capped, ids, startList, stripped, withHeaders } from "./paged-list.js";

/** Servers whose lists are complete all the same. */
const complete: [name: string, toPage: (request: Received) => Reply][] = [
  ["pages of 20 rows at most", (request) => pageOf(ids, capped(request, 20))],
  ["pages of one row", (request) => pageOf(ids, capped(request, 1))],
  ["pages of one row, and no headers", (request) => withHeaders(pageOf(ids, capped(request, 1)), stripped)],
  [
    "X-Next-Page that is empty too early",
    (request) => withHeaders(pageOf(ids, capped(request, 20)), { "x-next-page": "" }),
  ],
  [
    "X-Next-Page that goes backwards",
    (request) =>
      withHeaders(pageOf(ids, capped(request, 20)), {
        "x-next-page": request.query.get("page") === "3" ? "" : "1",
      }),
  ],
  [
    "X-Next-Page that goes backwards, and no X-Total",
    (request) =>
      withHeaders(pageOf(ids, capped(request, 20)), {
        "x-total": undefined,
        "x-next-page": request.query.get("page") === "3" ? "" : "0",
      }),
  ],
  [
    "X-Next-Page that skips a page, and no X-Total",
    (request) =>
      withHeaders(pageOf(ids, capped(request, 20)), {
        "x-total": undefined,
        "x-next-page": request.query.get("page") === "3" ? "" : "3",
      }),
  ],
  ["a total that is too low", (request) => withHeaders(pageOf(ids, capped(request, 20)), { "x-total": "1" })],
  [
    "a total that is no number",
    (request) => withHeaders(pageOf(ids, capped(request, 20)), { "x-total": "-1" }),
  ],
  [
    "pages that overlap",
    ({ query }) => {
      const start = (Number(query.get("page")) - 1) * 15;
      const isLast = start + 20 >= ids.length;
      return json(
        200,
        ids.slice(start, start + 20).map((id) => rowOf(id)),
        {
          "x-total": "45",
          "x-next-page": isLast ? "" : String(Number(query.get("page")) + 1),
        },
      );
    },
  ],
];

for (const [name, toPage] of complete) {
  test(`${name}: list() has every entry once, and a lost DELETE is settled by all of them`, async () => {
    const server = await startList(toPage);
    const { groupsAllowlist } = server.connect().project(1).jobTokenScope;
    expect((await groupsAllowlist.list()).map(({ id }) => Number(id))).toEqual(ids);
    server.misbehave = (request) => (request.method === "GET" ? toPage(request) : "close");
    // The last row is found, wherever it is.
    expect(await failureOf(() => groupsAllowlist.ensureAbsent(55))).toMatchObject({
      code: "network",
      target: 55,
    });
  });
}
