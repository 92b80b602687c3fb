import type { IHttpResponse } from "@stoplight/prism-http";
import type { EngineRequest } from "./engine.js";

/** Headers that concern one connection only, or that the new one has of its own. */
const ofConnection = [
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  // What comes back has been decoded.
  "accept-encoding",
  "content-encoding",
];

/** What came back: its body as Prism reads it, and as it was written. */
export interface Forwarded extends IHttpResponse {
  readonly text: string;
}

/**
 * Sends a request on to another GitLab, its token included, and follows no redirect. Addresses of that GitLab in the
 * headers of its answer become addresses of this one, so that a client that follows them stays here.
 */
export async function forward(
  request: EngineRequest,
  upstream: URL,
  ending: AbortSignal,
): Promise<Forwarded> {
  const { method, url, text } = request;
  const base = upstream.href.replace(/\/$/, "");
  let response: Response;
  try {
    response = await fetch(`${base}${url.pathname}${url.search}`, {
      method,
      headers: withoutConnection(Object.entries(request.headers)),
      redirect: "manual",
      signal: ending,
      ...(text !== "" && { body: text }),
    });
  } catch (error) {
    return unreachable(base, error);
  }
  const headers = withoutConnection([...response.headers]);
  for (const name of ["link", "location"]) {
    const value = headers[name];
    if (value !== undefined) headers[name] = value.replaceAll(base, url.origin);
  }
  const answer = await response.text();
  return { statusCode: response.status, headers, body: parse(answer, headers["content-type"]), text: answer };
}

function withoutConnection(headers: Iterable<[string, string]>): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !ofConnection.includes(name)));
}

function parse(text: string, contentType = ""): unknown {
  if (text === "" || !contentType.includes("json")) return text || undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function unreachable(base: string, error: unknown): Forwarded {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  const reason = cause instanceof Error ? cause.message || String(cause) : message;
  const text = `contract-fixture cannot reach ${base}: ${reason}`;
  return { statusCode: 502, headers: { "content-type": "text/plain; charset=utf-8" }, body: text, text };
}
