import type { IHttpRequest } from "@stoplight/prism-http";
import type { EngineRequest } from "./engine.js";
import { readBody } from "./request-body.js";

/** A request in Prism's terms. */
export function toPrismRequest(request: EngineRequest): IHttpRequest {
  return {
    // The type is a list of methods; Prism itself takes any and finds no operation for the others.
    method: request.method.toLowerCase() as IHttpRequest["method"],
    url: { path: request.url.pathname, query: readQuery(request.url) },
    // Prism looks at a body's media type only where its length is known.
    headers: { ...request.headers, "content-length": String(Buffer.byteLength(request.text)) },
    body: readBody(request).value,
  };
}

/** The query's parameters; a list where one is given more than once. */
export function readQuery(url: URL): Record<string, string | string[]> {
  const names = [...new Set(url.searchParams.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const [first = "", ...others] = url.searchParams.getAll(name);
      return [name, others.length === 0 ? first : [first, ...others]];
    }),
  );
}
