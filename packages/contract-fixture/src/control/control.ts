import type { IHttpResponse } from "@stoplight/prism-http";
import type { Engine, EngineAnswer, EngineRequest } from "../engine/engine.js";
import { loadOperations } from "../engine/operations.js";
import { runPrism } from "../engine/prism.js";
import type { PrismOutcome } from "../engine/prism-outcome.js";
import { readQuery } from "../engine/prism-request.js";

/**
 * What the control routes do with the fields of the query and the body, by the `operationId`s of their own document. What is
 * returned is sent as JSON.
 */
export type Actions = Readonly<Record<string, (fields: Readonly<Record<string, unknown>>) => unknown>>;

/**
 * Answers the control routes, routed and validated by Prism as GitLab's are. A request that its document does not allow is
 * refused before anything is done.
 */
export function createControl(actions: Actions): Engine {
  return async (request) => {
    if (isFromElsewhere(request)) return refuse(403, "a page of another origin may not ask this");
    const outcome = await runPrism(await loadOperations("control"), request, async ({ id }, isValid) => ({
      own: isValid ? act(actions, id, request) : { statusCode: 400 },
    }));
    return present(outcome);
  };
}

function act(actions: Actions, id: string, request: EngineRequest): IHttpResponse {
  const headers = { "content-type": "application/json" };
  try {
    const body = actions[id]?.({ ...readQuery(request.url), ...request.body.fields });
    return body === undefined ? { statusCode: 204 } : { statusCode: 200, headers, body };
  } catch (error) {
    // What Prism let through and is wrong all the same.
    if (error instanceof TypeError) return { statusCode: 400, headers, body: { error: error.message } };
    throw error;
  }
}

function present({ response, violations }: PrismOutcome): EngineAnswer {
  const asked = violations.filter(({ side }) => side === "request");
  const why = (asked.length > 0 ? asked : violations)
    .map(({ location, message }) => `${location}: ${message}`)
    .join("; ");
  if (asked.some(({ location }) => location === "path")) return refuse(404, `there is no such route: ${why}`);
  if (asked.some(({ location }) => location === "method")) return refuse(405, why);
  if (asked.length > 0) return refuse(400, why);
  if (violations.length > 0) return refuse(500, `the fixture's own answer is wrong: ${why}`);
  if (response instanceof Error) return refuse(500, response.message);
  return { status: response.statusCode, headers: response.headers ?? {}, body: response.body, violations };
}

/**
 * Browsers let every page send requests to a loopback address; they say where the page is from. A server that ends TLS may
 * stand before the fixture, so that the protocols differ.
 */
function isFromElsewhere({ headers, url }: EngineRequest): boolean {
  const { origin } = headers;
  return origin !== undefined && URL.parse(origin)?.host !== url.host;
}

function refuse(status: number, error: string): EngineAnswer {
  return { status, headers: { "content-type": "application/json" }, body: { error }, violations: [] };
}
