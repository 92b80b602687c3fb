// @module-tag slow
import { describe, expect } from "vitest";
import { sent } from "../helpers.js";
import { hasChromium } from "./chromium.js";
import { test } from "./test.js";

// The next page and the total are in headers, which the browser shows because GitLab exposes them.
for (const { name, scenario, path, count, lengths, first } of [
  {
    name: "allowlist",
    scenario: "three-page-list",
    path: "allowlist",
    count: 201,
    lengths: [100, 100, 1],
    // The page has the project's row, and so its ID.
    first: ["GET /projects/group%2Fapp/job_token_scope/allowlist?page=1&per_page=100"],
  },
  {
    name: "groupsAllowlist",
    scenario: "group-limit",
    path: "groups_allowlist",
    count: 200,
    lengths: [100, 100],
    first: [
      "GET /projects/group%2Fapp",
      "GET /projects/1/job_token_scope/groups_allowlist?page=1&per_page=100",
    ],
  },
] as const) {
  const pageOf = (page: number, perPage: number) =>
    `GET /projects/1/job_token_scope/${path}?page=${page}&per_page=${perPage}`;
  const nextPages = lengths.slice(1).map((_, index) => pageOf(index + 2, 100));

  describe.skipIf(!hasChromium)(`${count} rows of ${name}, in Chromium`, () => {
    test("list() reads each page once and each row once", async ({ open }) => {
      const { server, call } = await open({ scenario });
      const ids = (await call("list", name)).map((entry) => Number(entry["id"]));
      expect(new Set(ids).size).toBe(count);
      expect(ids).toEqual(ids.toSorted((a, b) => a - b));
      expect(sent(server)).toEqual([...first, ...nextPages]);
    });

    test("list() stops at its limit", async ({ open }) => {
      const { server, call } = await open({ scenario });
      expect(await call("list", name, { limit: 10 })).toHaveLength(10);
      expect(sent(server).slice(1)).toEqual([pageOf(1, 10)]);
    });

    test("first() reads one row", async ({ open }) => {
      const { server, call } = await open({ scenario });
      const [lowest] = await call("list", name, { limit: 1 });
      expect(await call("first", name)).toEqual(lowest);
      expect(sent(server).at(-1)).toBe(pageOf(1, 1));
    });

    test("pages() yields the pages", async ({ open }) => {
      const { server, call } = await open({ scenario });
      expect(await call("pages", name)).toEqual(lengths);
      expect(sent(server)).toEqual([...first, ...nextPages]);
    });

    test("iteration that ends early reads no further page", async ({ open }) => {
      const { server, call } = await open({ scenario });
      expect(await call("iterate", name, 101)).toHaveLength(101);
      expect(sent(server)).toEqual([...first, ...nextPages.slice(0, 1)]);
    });
  });
}
