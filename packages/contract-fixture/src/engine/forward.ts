import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import zlib from "node:zlib";
import type { EngineRequest, RawHeaders, RawResponse } from "./engine.js";

/** Headers of a single connection (RFC 9110, 7.6.1), and those that name the server that a request is sent to. */
const connectionHeaders = [
  "connection",
  "expect",
  "host",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

const decoders = new Map<string, (body: Uint8Array) => Promise<Buffer>>([
  ["gzip", promisify(zlib.unzip)],
  ["x-gzip", promisify(zlib.unzip)],
  ["deflate", promisify(zlib.inflate)],
  ["br", promisify(zlib.brotliDecompress)],
]);
// Since Node.js 22.15.
if (zlib.zstdDecompress) decoders.set("zstd", promisify(zlib.zstdDecompress));

/** The response of the upstream GitLab. */
export interface UpstreamResponse extends RawResponse {
  readonly status: number;
}

/**
 * Forwards a request, including its token, to another GitLab. Does not follow redirects. Except for headers of a single
 * connection, the request and the response are sent as received, byte by byte.
 */
export async function forward(
  { method, raw }: EngineRequest,
  upstream: URL,
  signal: AbortSignal,
): Promise<UpstreamResponse> {
  const base = upstream.href.replace(/\/$/, "");
  try {
    const response = await send(method, raw, upstream, signal);
    const body = await buffer(response);
    return {
      status: response.statusCode ?? 0,
      // Stryker disable next-line StringLiteral: a response has a status line.
      statusMessage: response.statusMessage ?? "",
      headers: withoutConnectionHeaders(response.rawHeaders),
      body,
      decoded: await decode(body, response.headers["content-encoding"]),
    };
  } catch (error) {
    return badGateway(base, error);
  }
}

function send(
  method: string,
  { target, headers, body }: EngineRequest["raw"],
  upstream: URL,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const request = upstream.protocol === "https:" ? requestHttps : requestHttp;
  const path = `${upstream.pathname.replace(/\/$/, "")}${target}`;
  return new Promise((resolve, reject) => {
    // A connection per request: GitLab may close an idle one just as it is used again.
    const outgoing = request(upstream, { method, path, signal, agent: false }, resolve);
    outgoing.on("error", reject);
    // Without these two calls, Node.js adds a length or an encoding to requests without a body.
    outgoing.removeHeader("content-length");
    outgoing.removeHeader("transfer-encoding");
    for (const [name, values] of group(withoutConnectionHeaders(headers))) outgoing.setHeader(name, values);
    if (body.length > 0 && !outgoing.hasHeader("content-length")) {
      outgoing.setHeader("Content-Length", body.length);
    }
    outgoing.end(body);
  });
}

/** Also removes the headers that `Connection` names. */
function withoutConnectionHeaders(headers: RawHeaders): RawHeaders {
  const named = toPairs(headers)
    .filter(([name]) => name.toLowerCase() === "connection")
    .flatMap(([, value]) => value.split(",").map((option) => option.trim().toLowerCase()));
  const removed = new Set([...connectionHeaders, ...named]);
  return toPairs(headers)
    .filter(([name]) => !removed.has(name.toLowerCase()))
    .flat();
}

/** Groups the values of repeated headers, in the order and spelling of the first. */
function group(headers: RawHeaders): Iterable<[name: string, values: string[]]> {
  const groups = new Map<string, [string, string[]]>();
  for (const [name, value] of toPairs(headers)) {
    const existing = groups.get(name.toLowerCase());
    if (existing === undefined) groups.set(name.toLowerCase(), [name, [value]]);
    else existing[1].push(value);
  }
  return groups.values();
}

/** Converts raw headers to pairs of a name and a value. */
export function toPairs(headers: RawHeaders): [name: string, value: string][] {
  return headers.flatMap((name, i) => (i % 2 === 0 ? [[name, String(headers[i + 1])]] : []));
}

/** Undoes the content encoding, so that the body can be validated. Returns a body that cannot be decoded as it is. */
async function decode(body: Buffer, encoding: string | undefined): Promise<Uint8Array> {
  const decoder = decoders.get(String(encoding).toLowerCase());
  return decoder === undefined ? body : decoder(body).catch(() => body);
}

function badGateway(base: string, error: unknown): UpstreamResponse {
  const reason = error instanceof Error ? describe(error) : String(error);
  const body = Buffer.from(`contract-fixture cannot reach ${base}: ${reason}`);
  const headers = ["Content-Type", "text/plain; charset=utf-8", "Content-Length", String(body.length)];
  return { status: 502, statusMessage: "Bad Gateway", headers, body, decoded: body };
}

/** If a host has several addresses, the error for all of them has no message of its own. */
function describe(error: Error): string {
  const first = error instanceof AggregateError ? error.errors[0] : undefined;
  return error.message || (first instanceof Error ? first.message : error.name);
}
