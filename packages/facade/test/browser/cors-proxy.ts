import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { listen, type Server } from "./listen.js";

/** What GitLab lets pages read, according to its config/application.rb. Retry-After and RateLimit-* are not among it. */
const exposedHeaders =
  "Link, X-Total, X-Total-Pages, X-Per-Page, X-Page, X-Next-Page, X-Prev-Page, X-Request-Id, ETag, " +
  "X-Gitlab-Blob-Id, X-Gitlab-Commit-Id, X-Gitlab-Content-Sha256, X-Gitlab-Encoding, X-Gitlab-File-Name, " +
  "X-Gitlab-File-Path, X-Gitlab-Last-Commit-Id, X-Gitlab-Ref, X-Gitlab-Size";

/** A GitLab that pages of other origins can call. */
export interface CorsProxy extends Server {
  /** What the browser requested permission for: `"PATCH authorization,content-type"`. */
  readonly preflights: string[];
  /** The method of the next request whose response lacks CORS headers, as that of a proxy in front of GitLab does. */
  withoutCors: string | undefined;
  /** Whether a connection is used for more than one request. A browser itself repeats a request on one that breaks. */
  keepsAlive: boolean;
}

/**
 * Adds to a GitLab what its web server does on /api/*: CORS for any origin, method and header, without credentials, and
 * caching by ETag, which browsers send back on their own account.
 */
export async function startCorsProxy(gitlabUrl: string): Promise<CorsProxy> {
  const preflights: string[] = [];
  const server = createServer((incoming, response) => {
    const { "access-control-request-method": method, "access-control-request-headers": names } =
      incoming.headers;
    if (incoming.method === "OPTIONS") {
      preflights.push(`${method} ${names}`);
      response.setHeader("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE, OPTIONS, HEAD");
      if (names !== undefined) response.setHeader("access-control-allow-headers", names);
      response.setHeader("access-control-max-age", "7200");
    }
    response.shouldKeepAlive = proxy.keepsAlive;
    if (incoming.method === proxy.withoutCors) {
      proxy.withoutCors = undefined;
    } else {
      response.setHeader("access-control-allow-origin", "*");
      response.setHeader("access-control-expose-headers", exposedHeaders);
    }
    if (incoming.method === "OPTIONS") response.end();
    else forward(gitlabUrl, incoming, response);
  });
  const proxy: CorsProxy = {
    ...(await listen(server)),
    preflights,
    withoutCors: undefined,
    keepsAlive: true,
  };
  return proxy;
}

function forward(gitlabUrl: string, incoming: IncomingMessage, response: ServerResponse): void {
  // Without an origin, the fixture adds no CORS headers of its own.
  const { origin, ...headers } = incoming.headers;
  const { method = "", url = "" } = incoming;
  const upstream = request(new URL(url, gitlabUrl), { method, headers });
  upstream.on("response", (fromGitLab) => {
    buffer(fromGitLab).then(
      (body) => respond(incoming, response, fromGitLab, body),
      () => response.destroy(),
    );
  });
  // A connection that breaks on one side breaks on the other.
  upstream.on("error", () => response.destroy());
  response.on("close", () => {
    if (!response.writableFinished) upstream.destroy();
  });
  incoming.pipe(upstream);
}

function respond(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  fromGitLab: IncomingMessage,
  body: Buffer,
): void {
  for (const [name, value] of Object.entries(fromGitLab.headers)) {
    if (value !== undefined && !["connection", "keep-alive", "transfer-encoding"].includes(name))
      response.setHeader(name, value);
  }
  response.statusCode = fromGitLab.statusCode ?? 0;
  // As Rails does. Without it, a browser would keep a 301.
  response.setHeader("cache-control", "no-cache");
  if (method === "GET" && response.statusCode === 200) {
    const etag = `W/"${createHash("md5").update(body).digest("hex")}"`;
    response.setHeader("etag", etag);
    response.setHeader("cache-control", "max-age=0, private, must-revalidate");
    if (headers["if-none-match"] === etag) response.statusCode = 304;
  }
  if (response.statusCode === 304) response.removeHeader("content-length");
  response.end(response.statusCode === 304 ? undefined : body);
}
