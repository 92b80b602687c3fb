import type { IHttpRequest } from "@stoplight/prism-http";
import type { EngineRequest } from "./engine.js";

/** Converts a request to Prism's format. */
export function toPrismRequest(request: EngineRequest): IHttpRequest {
  return {
    // Prism's type lists the known methods, but at run time it accepts any and finds no operation for the others.
    method: request.method.toLowerCase() as IHttpRequest["method"],
    url: { path: request.url.pathname, query: readQuery(request.url) },
    headers: toPrismHeaders(request),
    body: request.body.value,
  };
}

/**
 * Normalizes the scheme, which is case-insensitive in HTTP but not in Prism, and sets the length: Prism ignores the media type of
 * a body of unknown length.
 */
function toPrismHeaders({ headers, text }: EngineRequest): Record<string, string> {
  const { authorization } = headers;
  return {
    ...headers,
    // Stryker disable next-line Regex: elsewhere in the header, it is not a scheme.
    ...(authorization && { authorization: authorization.replace(/^bearer /i, "Bearer ") }),
    "content-length": String(Buffer.byteLength(text)),
  };
}

/** Reads the query parameters. A repeated parameter becomes an array. */
export function readQuery(url: URL): Record<string, string | string[]> {
  const query = new Map<string, string | string[]>();
  for (const [name, value] of url.searchParams) {
    const earlier = query.get(name);
    query.set(name, earlier === undefined ? value : [earlier, value].flat());
  }
  return Object.fromEntries(query);
}
