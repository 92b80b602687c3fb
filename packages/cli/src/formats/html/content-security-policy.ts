import { createHash } from "node:crypto";
import { script, style } from "./page-assets.js";

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
