import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

// Not a URL: Vite would replace it by that of an asset.
const read = (name: string): string => readFileSync(join(import.meta.dirname, name), "utf8");

/** The script of the page, bundled by the build. */
export const script: string = read("page.js");
export const style: string = read("page.css");
/** The part of the page between its heading and its data. */
export const body: string = read("page.html");

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Permits the page's own script and style, and nothing else: no request, and no other script. */
export const contentSecurityPolicy: string = [
  "default-src 'none'",
  `script-src ${hash(script)}`,
  `style-src ${hash(style)}`,
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join("; ");
