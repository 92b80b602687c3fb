import type { Call } from "../gitlab/call.js";
import type { EngineRequest } from "./engine.js";
import type { Operation } from "./prism-outcome.js";
import { readQuery } from "./prism-request.js";

/** Converts a request to a call of the operation that Prism found for it. */
export function toCall({ url, headers, body }: EngineRequest, operation: Operation): Call {
  return {
    operation: operation.id,
    token: readToken(headers),
    path: readPathParameters(operation.path, url.pathname),
    query: readQuery(url),
    body: body.fields,
    url,
  };
}

/** The token of a request, if it has one. */
export function readToken(headers: EngineRequest["headers"]): string | undefined {
  return headers["private-token"] ?? /^Bearer (.+)$/i.exec(headers["authorization"] ?? "")?.[1];
}

/** Decoding cannot fail: Prism rejects paths that are not URL-encoded. */
export function readPathParameters(template: string, path: string): Record<string, string> {
  const segments = path.split("/");
  const parameters = template
    .split("/")
    .flatMap((name, index) =>
      /^\{.+\}$/.test(name) ? [[name.slice(1, -1), decodeURIComponent(segments[index] ?? "")]] : [],
    );
  return Object.fromEntries(parameters);
}
