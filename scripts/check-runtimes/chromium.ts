import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { chromium as browserType } from "playwright-core";
import type { Runtime } from "./runtimes.ts";

const executablePath = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path !== undefined && existsSync(path),
);

const page = '<!doctype html><script type="module">globalThis.web = await import("/web.bundle.js");</script>';
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-sync",
];

/** Serves a page at an origin of its own, so that its requests to GitLab need CORS. */
async function openPage<Result>(bundle: string, use: (url: string) => Promise<Result>): Promise<Result> {
  const server = createServer(({ url }, response) => {
    const isBundle = url === "/web.bundle.js";
    response.writeHead(200, { "content-type": isBundle ? "text/javascript" : "text/html" });
    response.end(isBundle ? bundle : page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    // A server that listens on a port has an address of this kind.
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** Debian's Chromium, headless, from a page of another origin; undefined if there is none on this machine. */
export const chromium: Runtime | undefined =
  executablePath === undefined
    ? undefined
    : {
        name: "Chromium",
        version: "",
        dependencies: ["esbuild@0.28.2"],
        runs: (project) => ({
          import: async (target) => {
            const esbuild = join(project.directory, "node_modules", ".bin", "esbuild");
            await project.run(esbuild, [
              "web.mjs",
              "--bundle",
              "--format=esm",
              "--outfile=web.bundle.js",
              "--log-level=error",
            ]);
            const bundle = await readFile(join(project.directory, "web.bundle.js"), "utf8");
            return openPage(bundle, async (url) => {
              const browser = await browserType.launch({ executablePath, args: flags });
              try {
                const tab = await browser.newPage();
                await tab.goto(url);
                // The module may still be loading when the page is.
                await tab.waitForFunction(() => "web" in globalThis);
                const passed = await tab.evaluate(async (given) => {
                  // The page's script sets it.
                  const { web } = globalThis as unknown as {
                    web: { run(target: unknown): Promise<unknown> };
                  };
                  return web.run(given);
                }, target);
                return JSON.stringify(passed);
              } finally {
                await browser.close();
              }
            });
          },
        }),
      };
