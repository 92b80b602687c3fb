import type { IHttpResponse } from "@stoplight/prism-http";
import type { EngineRequest } from "./engine.js";

/** Headers that apply to a single connection, or that `fetch` sets itself. */
const hopByHopHeaders = [
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  // `fetch` decodes the response.
  "accept-encoding",
  "content-encoding",
];

/** The response of the upstream GitLab. `body` is parsed for Prism. */
export interface UpstreamResponse extends IHttpResponse {
  /** The body as received. */
  readonly text: string;
}

/**
 * Forwards a request, including its token, to another GitLab. Does not follow redirects. URLs of that GitLab in `Link` and
 * `Location` are rewritten to the proxy's origin, so that clients that follow them stay on the proxy.
 */
export async function forward(
  request: EngineRequest,
  upstream: URL,
  signal: AbortSignal,
): Promise<UpstreamResponse> {
  const { method, url, text } = request;
  const base = upstream.href.replace(/\/$/, "");
  let response: Response;
  try {
    response = await fetch(`${base}${url.pathname}${url.search}`, {
      method,
      headers: withoutHopByHopHeaders(Object.entries(request.headers)),
      redirect: "manual",
      signal,
      ...(text !== "" && { body: text }),
    });
  } catch (error) {
    return badGateway(base, error);
  }
  const headers = withoutHopByHopHeaders([...response.headers]);
  for (const name of ["link", "location"]) {
    const value = headers[name];
    if (value !== undefined) headers[name] = value.replaceAll(base, url.origin);
  }
  const body = await response.text();
  return {
    statusCode: response.status,
    headers,
    body: parse(body, headers["content-type"]),
    text: body,
  };
}

function withoutHopByHopHeaders(headers: Iterable<[string, string]>): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !hopByHopHeaders.includes(name)));
}

function parse(text: string, contentType = ""): unknown {
  if (text === "" || !contentType.includes("json")) return text || undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function badGateway(base: string, error: unknown): UpstreamResponse {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  const reason = cause instanceof Error ? cause.message || String(cause) : message;
  const text = `contract-fixture cannot reach ${base}: ${reason}`;
  return { statusCode: 502, headers: { "content-type": "text/plain; charset=utf-8" }, body: text, text };
}
