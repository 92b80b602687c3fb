import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { renderPages } from "../report/pages.ts";
import { readResults } from "../results.ts";

test("the tables and charts show the results (`pnpm bench --render` makes them)", async () => {
  const pages = await renderPages(await readResults());
  expect([...pages.keys()]).toContain("packages/facade/README.md");
  for (const [path, text] of pages) {
    expect(await readFile(new URL(`../../${path}`, import.meta.url), "utf8"), path).toBe(text);
  }
});
