import type { Browser, Page } from "playwright-core";
import { test as base } from "vitest";
import type { ProjectRecord } from "../../src/record.js";
import { summarize } from "../../src/summary.js";
import { openFile, startBrowser, type Visit } from "./browser.js";
import { formatHtml } from "./built.js";

interface PageFixtures {
  readonly browser: Browser;
  /** Opens the page of a run in a browser, which the tests of a file share. */
  readonly open: (
    records: readonly ProjectRecord[],
    options?: Parameters<Browser["newPage"]>[0],
  ) => Promise<Visit>;
}

export const test = base.extend<PageFixtures>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the dependencies of a fixture from this pattern.
    async ({}, use) => {
      const browser = await startBrowser();
      await use(browser);
      await browser.close();
    },
    { scope: "file" },
  ],
  open: async ({ browser }, use) => {
    const visits: Visit[] = [];
    await use(async (records, options) => {
      const visit = await openFile(browser, formatHtml(records, summarize(records)), options);
      visits.push(visit);
      return visit;
    });
    await Promise.all(visits.map((visit) => visit.close()));
  },
});

/** The colors of the picture, as `r,g,b`, with the number of pixels of each. An empty canvas has one. */
export async function colorsOf(page: Page): Promise<ReadonlyMap<string, number>> {
  // Drawn before the next frame.
  const entries: [string, number][] = await page.evaluate(`new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const canvas = document.querySelector("#canvas");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const numbers = new Map();
      for (let i = 0; i < data.length; i += 4) {
        const color = data[i] + "," + data[i + 1] + "," + data[i + 2];
        numbers.set(color, (numbers.get(color) ?? 0) + 1);
      }
      resolve([...numbers]);
    }));
  })`);
  return new Map(entries);
}
