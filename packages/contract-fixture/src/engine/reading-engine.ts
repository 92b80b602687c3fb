import type { Route } from "../grape/find-route.js";
import { readRequest } from "../grape/read-request.js";
import type { Engine, EngineRequest, EngineResponse } from "./engine.js";
import type { Operations } from "./operations.js";
import { applyRateLimit, type Count, countRequest } from "./rate-limited.js";

/** Responds to requests that have no operation in the document, such as OPTIONS. Undefined for all others. */
export type Respond = (request: EngineRequest, route: Route | undefined) => EngineResponse | undefined;

/**
 * Creates an engine that passes each request on in the form that the document declares, and notes how it differed. So only what
 * GitLab does not accept violates the document.
 */
export function createReadingEngine(
  operations: Operations,
  engine: Engine,
  respond: Respond,
  count: Count,
): Engine {
  return async (sent) => {
    const { request, route, notes } = readRequest(operations, sent);
    const early = respond(request, route);
    const response =
      early === undefined ? await engine(request) : applyRateLimit(early, countRequest(count, request));
    const common = {
      method: sent.method,
      path: sent.url.pathname,
      ...(response.operation !== undefined && { operation: response.operation }),
    };
    return {
      ...response,
      violations: response.violations
        .filter(({ side, location }) => !isNoted(sent.method, side, location, route))
        .map((violation) => ({ ...violation, ...common })),
      notes: notes.map((note) => ({ ...common, ...note })),
    };
  };
}

/** In front of a real GitLab, Prism also sees the method OPTIONS, and the response to HEAD, which has no body. */
function isNoted(method: string, side: string, location: string, route: Route | undefined): boolean {
  if (route === undefined) return false;
  return (
    (method === "OPTIONS" && side === "request" && location === "method") ||
    (method === "HEAD" && side === "response" && location === "body")
  );
}
