import type { IHttpRequest } from "@stoplight/prism-http";
import type { EngineRequest } from "./engine.js";

/** A request in Prism's terms. */
export function toPrismRequest(request: EngineRequest): IHttpRequest {
  return {
    // The type is a list of methods; Prism itself takes any and finds no operation for the others.
    method: request.method.toLowerCase() as IHttpRequest["method"],
    url: { path: request.url.pathname, query: readQuery(request.url) },
    headers: toPrismHeaders(request),
    body: request.body.value,
  };
}

/** Prism compares what HTTP reads in any case, and looks at a body's media type only where its length is known. */
function toPrismHeaders({ headers, text }: EngineRequest): Record<string, string> {
  const { authorization, "content-type": contentType } = headers;
  return {
    ...headers,
    ...(authorization && { authorization: authorization.replace(/^bearer /i, "Bearer ") }),
    ...(contentType && { "content-type": contentType.toLowerCase() }),
    "content-length": String(Buffer.byteLength(text)),
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
