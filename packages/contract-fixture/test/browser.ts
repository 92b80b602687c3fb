import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { onTestFinished } from "vitest";

const executablePath = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path !== undefined && existsSync(path),
);

/** Whether this machine has a Chromium: in one of its usual places, or where the variable `CHROMIUM` says. */
export const hasBrowser: boolean = executablePath !== undefined;
if (!hasBrowser) console.warn("Tests in a browser are skipped: there is no Chromium.");

/** A Chromium with a profile of its own. It does nothing on its own account. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(executablePath && { executablePath }),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page of a fixture, what it asked for, and what went wrong in it. */
export interface Visit {
  readonly page: Page;
  /** The addresses of all its requests. */
  readonly requested: readonly string[];
  /** What its console was told of errors, dialogs and exceptions. A breach of its content security policy is one of them. */
  readonly errors: readonly string[];
}

/** Opens an address for one test. */
export async function visit(
  browser: Browser,
  url: string,
  options?: Parameters<Browser["newPage"]>[0],
): Promise<Visit> {
  const page = await browser.newPage(options);
  onTestFinished(() => page.close());
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
  await page.goto(url);
  return { page, requested, errors };
}
