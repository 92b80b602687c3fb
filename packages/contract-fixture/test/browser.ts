import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

const executablePath = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path !== undefined && existsSync(path),
);

/** Whether Chromium is installed, in a usual location or at the path in the environment variable `CHROMIUM`. */
export const hasBrowser: boolean = executablePath !== undefined;
if (!hasBrowser) console.warn("Browser tests are skipped: Chromium is not installed.");

/** Starts Chromium with a temporary profile and without background network traffic. */
export function startBrowser(args: readonly string[] = []): Promise<Browser> {
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
      // No name is looked up.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
      ...args,
    ],
  });
}

/** An open page, its requests and its errors. */
export interface Visit {
  readonly page: Page;
  /** The URLs of all requests. */
  readonly requested: readonly string[];
  /** Console errors, dialogs and exceptions. Includes violations of the content security policy. */
  readonly errors: readonly string[];
}

/** Opens a page. The caller closes it. */
export async function visit(
  browser: Browser,
  url: string,
  options?: Parameters<Browser["newPage"]>[0],
): Promise<Visit> {
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
  await page.goto(url);
  return { page, requested, errors };
}
