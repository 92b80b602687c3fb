import { readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import type { EngineAnswer, EngineRequest } from "../engine/engine.js";

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

/** Nothing but its own files and the control routes, no markup made of texts, and no other page around it. */
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

const folder = new URL("browser/", import.meta.url);
const answers: ReadonlyMap<string, EngineAnswer> = new Map(
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
      body: readFileSync(new URL(name, folder), "utf8"),
      violations: [],
    },
  ]),
);

/** Answers the page at `/`, and its style and scripts; undefined for every other request. */
export function answerPage({ method, url }: EngineRequest): EngineAnswer | undefined {
  return method === "GET" || method === "HEAD" ? answers.get(url.pathname) : undefined;
}
