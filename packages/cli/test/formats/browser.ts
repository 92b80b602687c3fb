import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe, { type AxeResults } from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";

const executablePath = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path !== undefined && existsSync(path),
);

/** Whether Chromium is installed, in a usual location or at the path in the environment variable `CHROMIUM`. */
export const hasBrowser: boolean = executablePath !== undefined;
if (!hasBrowser) console.warn("Browser tests are skipped: Chromium is not installed.");

/** Starts Chromium with a temporary profile and without background network traffic. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(executablePath && { executablePath }),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-sync",
    ],
  });
}

/** An open page, its requests and its errors. */
export interface Visit {
  readonly page: Page;
  readonly url: string;
  readonly requested: readonly string[];
  /** Console errors, dialogs and exceptions. Includes violations of the content security policy. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** Opens a page as its reader does: from a file. */
export async function openFile(
  browser: Browser,
  html: string,
  options?: Parameters<Browser["newPage"]>[0],
): Promise<Visit> {
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  const file = join(folder, "page.html");
  writeFileSync(file, html);
  const page = await browser.newPage(options);
  const requested: string[] = [];
  const errors: string[] = [];
  page.on("request", (request) => requested.push(request.url()));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("dialog", (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  const url = pathToFileURL(file).href;
  await page.goto(url);
  await page.locator("#picture[data-drawn]").waitFor();
  const close = async (): Promise<void> => {
    await page.close();
    rmSync(folder, { recursive: true });
  };
  return { page, url, requested, errors, close };
}

/** Checks a page with axe. Returns the rules that it breaks, each with an element. */
export async function findAccessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations }: AxeResults = await page.evaluate("axe.run()");
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
