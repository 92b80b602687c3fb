import type { EngineResponse } from "../engine/engine.js";
import type { Handler } from "./handler.js";

/** The response headers that a page of another origin can read. Without the rate limit's. [cors-exposed] */
const exposed =
  `Link X-Total X-Total-Pages X-Per-Page X-Page X-Next-Page X-Prev-Page X-Gitlab-Blob-Id X-Gitlab-Commit-Id
X-Gitlab-Content-Sha256 X-Gitlab-Encoding X-Gitlab-File-Name X-Gitlab-File-Path X-Gitlab-Last-Commit-Id X-Gitlab-Ref
X-Gitlab-Size X-Request-Id ETag`.split(/\s+/);

const headers = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
  "access-control-expose-headers": exposed.join(", "),
  "access-control-max-age": "7200",
  vary: "Origin",
};

/**
 * Lets web pages of any origin call the API, without cookies, as GitLab does. Preflight requests get their response here, and are
 * not recorded. [cors-any-origin]
 */
export function allowOrigins(handle: Handler): Handler {
  return async (request) => {
    const { method, url, headers: sent } = request;
    if (sent["origin"] === undefined || !url.pathname.startsWith("/api/")) return handle(request);
    // [cors-preflight]
    if (method === "OPTIONS" && "access-control-request-method" in sent) return preflight(sent);
    const response = await handle(request);
    return { ...response, headers: { ...response.headers, ...headers } };
  };
}

function preflight(sent: Readonly<Record<string, string>>): EngineResponse {
  const requested = sent["access-control-request-headers"];
  const allowed = requested === undefined ? {} : { "access-control-allow-headers": requested };
  return { status: 200, headers: { ...headers, ...allowed }, body: undefined, violations: [] };
}
