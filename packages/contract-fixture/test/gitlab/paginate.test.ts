import { expect, test } from "vitest";
import { start } from "../helpers.js";

const groups = Array.from({ length: 145 }, (_, i) => ({ id: i + 1, path: `g${i + 1}` }));
const firstIds = groups.slice(0, 45).map(({ id }) => id);
const seed = { projects: [{ id: 1, path: "g1/app", allowedGroups: firstIds }], groups };
const list = "/projects/1/job_token_scope/groups_allowlist";
const ids = (body: unknown): number[] => (body as { id: number }[]).map(({ id }) => id);

test("[page-default] returns 20 rows per page, starting with the first page", async () => {
  const { gitlab, call } = await start({ seed });
  expect(ids((await call(`GET ${list}`)).body)).toEqual(firstIds.slice(0, 20));
  expect(ids((await call(`GET ${list}?page=2`)).body)).toEqual(firstIds.slice(20, 40));
  expect(gitlab.violations()).toEqual([]);
});

test("[page-headers] headers describe the position of the page", async () => {
  const { call } = await start({ seed });
  const { headers } = await call(`GET ${list}?page=2`);
  expect(Object.fromEntries(headers)).toMatchObject({
    "x-page": "2",
    "x-per-page": "20",
    "x-next-page": "3",
    "x-prev-page": "1",
    "x-total": "45",
    "x-total-pages": "3",
    link: expect.stringContaining('rel="next"'),
  });
});

test("[page-links] links to other pages contain every parameter of the request", async () => {
  const { gitlab, call } = await start({ seed });
  const links = async (project: string, query: string) =>
    (await call(`GET /projects/${project}/job_token_scope/groups_allowlist?${query}`)).headers.get("link");
  const url = (project: string) => `${gitlab.apiUrl}/projects/${project}/job_token_scope/groups_allowlist`;
  expect(await links("1", "page=2&z=1")).toBe(
    [
      `<${url("1")}?id=1&page=1&per_page=20&z=1>; rel="prev"`,
      `<${url("1")}?id=1&page=3&per_page=20&z=1>; rel="next"`,
      `<${url("1")}?id=1&page=1&per_page=20&z=1>; rel="first"`,
      `<${url("1")}?id=1&page=3&per_page=20&z=1>; rel="last"`,
    ].join(", "),
  );
  expect(await links("g1%2Fapp", "per_page=50")).toBe(
    [
      `<${url("g1%2Fapp")}?id=g1%2Fapp&page=1&per_page=50>; rel="first"`,
      `<${url("g1%2Fapp")}?id=g1%2Fapp&page=1&per_page=50>; rel="last"`,
    ].join(", "),
  );
});

test("a page can have one row", async () => {
  const { call } = await start({ seed });
  expect(ids((await call(`GET ${list}?per_page=1&page=3`)).body)).toEqual([3]);
});

test("[page-last] headers of nonexistent pages are empty", async () => {
  const { call } = await start({ seed });
  const { headers } = await call(`GET ${list}?page=3`);
  expect([headers.get("x-prev-page"), headers.get("x-next-page")]).toEqual(["2", ""]);
  expect((await call(`GET ${list}`)).headers.get("x-prev-page")).toBe("");
});

test("[page-past-end] a page past the end is empty and has no previous page", async () => {
  const { gitlab, call } = await start({ seed });
  const { status, body, headers } = await call(`GET ${list}?page=4`);
  expect({ status, body }).toEqual({ status: 200, body: [] });
  expect(Object.fromEntries(headers)).toMatchObject({
    "x-page": "4",
    "x-next-page": "",
    "x-prev-page": "",
    "x-total": "45",
    link: expect.not.stringContaining('rel="prev"'),
  });
  expect(gitlab.violations()).toEqual([]);
});

test("[page-totals] an empty list has one page", async () => {
  const { call } = await start();
  const { headers } = await call(`GET ${list}`);
  expect(Object.fromEntries(headers)).toMatchObject({
    "x-total": "0",
    "x-total-pages": "1",
    "x-next-page": "",
    link: expect.stringMatching(/\?id=1&page=1&per_page=20>; rel="last"$/),
  });
});

test("[page-limit] returns at most 100 rows, and records a larger per_page as a violation", async () => {
  const full = { ...seed, projects: [{ id: 1, path: "g1/app", allowedGroups: groups.map(({ id }) => id) }] };
  const { gitlab, call } = await start({ seed: full });
  const { body, headers } = await call(`GET ${list}?per_page=500`);
  expect(body).toHaveLength(100);
  expect(headers.get("x-per-page")).toBe("100");
  expect(gitlab.violations()).toMatchObject([{ location: "query.per_page" }]);
});

test("[page-no-snapshot] a row is missed if an earlier one is removed between two pages", async () => {
  const { call } = await start({ seed });
  const first = ids((await call(`GET ${list}`)).body);
  await call(`DELETE ${list}/1`);
  const second = ids((await call(`GET ${list}?page=2`)).body);
  expect({ last: first.at(-1), next: second[0] }).toEqual({ last: 20, next: 22 });
});
