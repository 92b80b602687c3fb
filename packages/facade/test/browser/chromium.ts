import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const executablePath = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path !== undefined && existsSync(path),
);

/** Whether this machine has a Chromium: in one of its usual places, or where the variable `CHROMIUM` says. */
export const hasChromium: boolean = executablePath !== undefined;
if (!hasChromium) {
  console.warn(
    "The facade's tests in a browser are skipped: there is no Chromium. Set CHROMIUM to its path.",
  );
}

/** Starts a Chromium with a profile of its own, which sends nothing on its own account. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
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
    ],
  });
}
