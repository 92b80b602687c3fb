import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { EngineRequest, EngineResponse } from "../engine/engine.js";

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

/** Permits only the page's own files and the control routes. Forbids HTML injection and framing. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "connect-src 'self'",
  "img-src data:",
  "script-src 'self'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

// Not a URL: Vite would replace it by that of an asset, if it transforms this module for a test in happy-dom.
const folder = join(import.meta.dirname, "browser");
const responses: ReadonlyMap<string, EngineResponse> = new Map(
  readdirSync(folder).map((name) => [
    name === "page.html" ? "/" : `/-/fixture/page/${name}`,
    {
      status: 200,
      headers: {
        "content-type": contentTypes[extname(name)] ?? "application/octet-stream",
        "content-security-policy": contentSecurityPolicy,
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      },
      body: readFileSync(join(folder, name), "utf8"),
      violations: [],
    },
  ]),
);

/** Serves the page at `/` and its assets. Returns undefined for all other requests. */
export function servePage({ method, url }: EngineRequest): EngineResponse | undefined {
  return method === "GET" || method === "HEAD" ? responses.get(url.pathname) : undefined;
}
