import type { Call } from "../gitlab/call.js";
import { parseQuery } from "../grape/parse-query.js";
import type { MatchableRequest } from "../script/request-match.js";
import type { EngineRequest } from "./engine.js";
import type { Operation } from "./prism-outcome.js";

/** Converts a request to a call of the operation that Prism found for it. */
export function toCall(request: EngineRequest, operation: Operation): Call {
  const { url, body } = request;
  return {
    operation: operation.id,
    token: readToken(request),
    path: readPathParameters(operation.path, url.pathname),
    query: parseQuery(url),
    body: body.fields,
    url: (request.sent ?? request).url,
  };
}

/** Converts a request to the form that is compared with a match. */
export function toMatchable(request: EngineRequest, operation?: Operation): MatchableRequest {
  const { method, url } = request.sent ?? request;
  const common = { method, pathname: url.pathname };
  if (operation !== undefined) return { ...toCall(request, operation), ...common };
  // Stryker disable next-line StringLiteral: no match can have this operation.
  return { ...common, operation: "none", path: {}, query: parseQuery(url), body: request.body.fields };
}

/** The token of a request. A token in a parameter has already become a header. [auth-headers] */
export function readToken({ headers }: EngineRequest): string | undefined {
  return headers["private-token"] ?? headers["authorization"]?.match(/^Bearer (.+)/i)?.[1];
}

/** Decoding cannot fail: Prism rejects paths that are not URL-encoded. */
export function readPathParameters(template: string, path: string): Record<string, string> {
  const segments = path.split("/");
  const parameters = template
    .split("/")
    .flatMap((name, index) =>
      /\{.+\}/.test(name) ? [[name.slice(1, -1), decodeURIComponent(String(segments[index]))]] : [],
    );
  return Object.fromEntries(parameters);
}
