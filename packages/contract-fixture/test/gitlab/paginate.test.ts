import { expect, test } from "vitest";
import { start } from "../helpers.js";

const groups = Array.from({ length: 45 }, (_, i) => ({ id: i + 1, path: `g${i + 1}` }));
const seed = { projects: [{ id: 1, path: "g1/app", allowedGroups: groups.map(({ id }) => id) }], groups };
const list = "/projects/1/job_token_scope/groups_allowlist";
const ids = (body: unknown): number[] => (body as { id: number }[]).map(({ id }) => id);

test("gives 20 rows a page, and says where the others are", async () => {
  const { gitlab, call } = await start({ seed });
  const { body, headers } = await call(`GET ${list}?page=2`);
  expect(ids(body)).toEqual(Array.from({ length: 20 }, (_, i) => i + 21));
  const url = `${gitlab.apiUrl}${list}`;
  expect(Object.fromEntries(headers)).toMatchObject({
    "x-page": "2",
    "x-per-page": "20",
    "x-next-page": "3",
    "x-prev-page": "1",
    "x-total": "45",
    "x-total-pages": "3",
    link: [
      `<${url}?page=1&per_page=20>; rel="prev"`,
      `<${url}?page=3&per_page=20>; rel="next"`,
      `<${url}?page=1&per_page=20>; rel="first"`,
      `<${url}?page=3&per_page=20>; rel="last"`,
    ].join(", "),
  });
  expect(gitlab.violations()).toEqual([]);
});

test("leaves X-Next-Page empty on the last page, and has nothing after it", async () => {
  const { call } = await start({ seed });
  expect((await call(`GET ${list}?page=3`)).headers.get("x-next-page")).toBe("");
  expect(await call(`GET ${list}?page=4`)).toMatchObject({ status: 200, body: [] });
});

test("gives at most 100 rows, and records that more were asked for", async () => {
  const { gitlab, call } = await start({ seed });
  expect((await call(`GET ${list}?per_page=500`)).headers.get("x-per-page")).toBe("100");
  expect(gitlab.violations()).toMatchObject([{ location: "query.per_page" }]);
});

test.for([
  ["page=two", "page is invalid"],
  ["per_page=many", "per_page is invalid"],
  ["page=two&per_page=many", "page is invalid, per_page is invalid"],
  ["per_page=0", "per_page has a value not allowed"],
])("refuses %s", async ([query, error]) => {
  const { call } = await start({ seed });
  expect(await call(`GET ${list}?${query}`)).toMatchObject({ status: 400, body: { error } });
});
