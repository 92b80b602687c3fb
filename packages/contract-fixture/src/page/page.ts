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
const directory = import.meta.dirname;

/** The scripts in `browser` import those in `picture`, which do not depend on a browser. */
const files = ["browser", "picture"].flatMap((folder) =>
  readdirSync(join(directory, folder)).map((name) => `${folder}/${name}`),
);
const responses: ReadonlyMap<string, EngineResponse> = new Map(
  files.flatMap((file) => {
    const contentType = contentTypes[extname(file)];
    return contentType === undefined ? [] : [[toPath(file), toResponse(file, contentType)]];
  }),
);

function toPath(file: string): string {
  return file === "browser/page.html" ? "/" : `/-/fixture/page/${file}`;
}

function toResponse(file: string, contentType: string): EngineResponse {
  return {
    status: 200,
    headers: {
      "content-type": contentType,
      "content-security-policy": contentSecurityPolicy,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
    body: readFileSync(join(directory, file), "utf8"),
    violations: [],
  };
}

/** Serves the page at `/` and its assets. Returns undefined for all other requests. */
export function servePage({ method, url }: EngineRequest): EngineResponse | undefined {
  return method === "GET" || method === "HEAD" ? responses.get(url.pathname) : undefined;
}
