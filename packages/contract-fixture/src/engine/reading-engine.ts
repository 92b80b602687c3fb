import type { Route } from "../grape/find-route.js";
import { readRequest } from "../grape/read-request.js";
import type { Problem } from "../violation.js";
import type { Engine, EngineRequest, LimitedEngine, UnnamedResponse } from "./engine.js";
import type { Operations } from "./operations.js";
import { applyRateLimit, type Count, countRequest } from "./rate-limited.js";
import type { ScriptUndeclared } from "./script-undeclared.js";

/** Responds to requests that have no operation in the document, such as OPTIONS. Undefined for all others. */
export type Respond = (request: EngineRequest, route: Route | undefined) => UnnamedResponse | undefined;

/** The parts that handle a request after it was read. */
export interface ReadingEngineParts {
  readonly engine: LimitedEngine;
  readonly respond: Respond;
  readonly scriptUndeclared: ScriptUndeclared;
  readonly count: Count;
}

/**
 * Creates an engine that passes each request on in the form that the document declares, and notes how it differed. So only what
 * GitLab does not accept violates the document.
 */
export function createReadingEngine(
  operations: Operations,
  { engine, respond, scriptUndeclared, count }: ReadingEngineParts,
): Engine {
  return async (sent) => {
    const { request, route, notes } = readRequest(operations, sent);
    const limit = countRequest(count, request);
    const forward = async (): Promise<UnnamedResponse> => {
      const early = respond(request, route);
      return early === undefined ? engine(request, limit) : applyRateLimit(early, limit);
    };
    const isKnown = route?.operations.has(request.method) ?? false;
    const isDeclared = isKnown && route?.isDeclared === true;
    const problem = isKnown ? undefined : route === undefined ? "path" : "method";
    const response =
      isDeclared || limit?.refusal !== undefined
        ? await forward()
        : await scriptUndeclared(request, problem, forward);
    const common = {
      method: sent.method,
      path: sent.url.pathname,
      ...(response.operation !== undefined && { operation: response.operation }),
    };
    return {
      ...response,
      violations: response.violations
        .filter((violation) => !isNoted(request, route, violation))
        .map((violation) => ({ ...common, ...violation })),
      notes: [...notes, ...(response.notes ?? [])].map((note) => ({ ...common, ...note })),
    };
  };
}

/**
 * Whether a violation is noted instead: GitLab has the route, or handles the method, although the document does not declare it. In
 * front of a real GitLab, Prism also sees the response to HEAD, which has no body.
 */
function isNoted(request: EngineRequest, route: Route | undefined, { side, location }: Problem): boolean {
  if (route === undefined) return false;
  if (side === "response") return (request.sent ?? request).method === "HEAD" && location === "body";
  if (location === "method" && request.method === "OPTIONS") return true;
  return location === "path" && !route.isDeclared && route.operations.has(request.method);
}
