import {
  type MockGitLab,
  type MockGitLabOptions,
  startMockGitLab,
} from "@gitlab-job-token-scope/contract-fixture";
import axe, { type AxeResults } from "axe-core";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, test as base, beforeAll, type TestAPI } from "vitest";
import { startBrowser, type Visit, visit } from "../browser.js";
import { type Call, createCall } from "../helpers.js";

/** An open page, and the fixture that serves it. */
export interface OpenPage extends Visit {
  readonly gitlab: MockGitLab;
  readonly call: Call;
  /** Finds a row of a table by its row header. */
  row(table: string, name: string): Locator;
}

export interface PageTest {
  /** Starts a fixture, and opens its page. */
  open: (options?: MockGitLabOptions, context?: Parameters<typeof visit>[2]) => Promise<OpenPage>;
}

/** Creates the `test` of a `describe` block, whose tests share a browser. */
export function createPageTest(): TestAPI<PageTest> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());
  return base.extend<PageTest>({
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the dependencies of a fixture from this pattern.
    open: async ({}, use) => {
      const closeables: { close(): Promise<void> }[] = [];
      await use(async (options, context) => {
        const gitlab = await startMockGitLab(options);
        closeables.push(gitlab);
        const visited = await visit(browser, gitlab.url, context);
        closeables.push(visited.page);
        const row = (table: string, name: string) =>
          visited.page.locator(`#${table} tbody tr`, {
            has: visited.page.getByRole("rowheader", { name }),
          });
        return { ...visited, gitlab, call: createCall(gitlab), row };
      });
      await Promise.all(closeables.map((closeable) => closeable.close()));
    },
  });
}

/** Checks a page with axe. Returns the rules that it breaks, each with an element. */
export async function findAccessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations }: AxeResults = await page.evaluate("axe.run()");
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
