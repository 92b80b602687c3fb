import { packageVersion } from "./generated/version.js";

/**
 * A `User-Agent` header for server runtimes. A browser sends its own, and setting another would cause a CORS preflight
 * request.
 */
export function userAgent(): { "user-agent"?: string } {
  // Stryker disable next-line StringLiteral: any text that names no runtime has the same effect
  const runtime = globalThis.navigator?.userAgent ?? "";
  if (!/^(Node\.js|Deno|Bun|Cloudflare-Workers)\b/.test(runtime)) return {};
  return { "user-agent": `gitlab-job-token-scope/${packageVersion} ${runtime}` };
}
