import { openApiDocument } from "./generated/document.js";

/**
 * A `User-Agent` header where the runtime lets one be set. In a browser it is the browser's, and setting another would
 * make it ask the server for leave first.
 */
export function userAgent(): { "user-agent"?: string } {
  const runtime = globalThis.navigator?.userAgent ?? "";
  if (!/^(Node\.js|Deno|Bun|Cloudflare-Workers)\b/.test(runtime)) return {};
  return { "user-agent": `gitlab-job-token-scope/${openApiDocument.version} ${runtime}` };
}
