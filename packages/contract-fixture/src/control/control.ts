import type { IHttpResponse } from "@stoplight/prism-http";
import type { Engine, EngineRequest, EngineResponse } from "../engine/engine.js";
import { loadOperations } from "../engine/operations.js";
import { runPrism } from "../engine/prism.js";
import type { PrismOutcome, ScriptedOutcome } from "../engine/prism-outcome.js";
import { readQuery } from "../engine/prism-request.js";
import { ExpectationError } from "../expectation-error.js";
import { SeedError } from "../gitlab/parse-seed.js";
import type { GitLabResponse } from "../gitlab/response.js";

/**
 * The actions of the control routes, by `operationId` of the control document. Each receives the fields of the query and the
 * body; its return value is sent as JSON.
 */
export type Actions = Readonly<Record<string, (fields: Readonly<Record<string, unknown>>) => unknown>>;

// Stryker disable next-line ObjectLiteral: `toResponse` replaces it by a response that describes what is invalid.
const invalidRequest: GitLabResponse = { status: 400 };

/** Control requests are not recorded. */
// Stryker disable next-line ArrayDeclaration: nothing reads it.
const unrecorded: Pick<EngineResponse, "violations"> = { violations: [] };

/**
 * Creates the engine of the control routes. Prism routes and validates their requests too; an invalid request is rejected
 * before its action runs.
 */
export function createControl(actions: Actions): Engine {
  return async (request) => {
    if (isCrossOrigin(request)) return reject(403, "requests from other origins are not allowed");
    const outcome = await runPrism(
      await loadOperations("control"),
      request,
      async ({ id }, { validations }) =>
        validations.length === 0 ? { actual: runAction(actions, id, request) } : { scripted: invalidRequest },
    );
    return toResponse(outcome);
  };
}

function runAction(actions: Actions, id: string, request: EngineRequest): IHttpResponse {
  const headers = { "content-type": "application/json" };
  try {
    // Stryker disable next-line OptionalChaining: there is an action for each operation of the document.
    const body = actions[id]?.({ ...readQuery(request.url), ...request.body.fields });
    return body === undefined ? { statusCode: 204 } : { statusCode: 200, headers, body };
  } catch (error) {
    const isExpectation = error instanceof ExpectationError;
    // An invalid value that the control document allows.
    const isInvalid = error instanceof TypeError || error instanceof SeedError;
    if (isExpectation || isInvalid) {
      return { statusCode: isExpectation ? 409 : 400, headers, body: { error: error.message } };
    }
    throw error;
  }
}

function toResponse({ response, violations }: PrismOutcome | ScriptedOutcome): EngineResponse {
  const details = violations.map(({ location, message }) => `${location}: ${message}`).join("; ");
  // They are all of the same side: the response to an invalid request is not validated.
  const [first] = violations;
  if (first?.location === "path") return reject(404, `unknown route: ${details}`);
  if (first?.location === "method") return reject(405, details);
  if (first?.side === "request") return reject(400, details);
  if (response instanceof Error) return reject(500, response.message);
  if (first !== undefined) return reject(500, `the fixture's own response is invalid: ${details}`);
  return { status: response.statusCode, headers: response.headers ?? {}, body: response.body, ...unrecorded };
}

/**
 * Any web page can send requests to a loopback address, but browsers add the origin of the page, or to requests such as those
 * for images only how the page is related. Of the origin, only the host is compared, since the protocol differs behind a
 * proxy that terminates TLS.
 */
function isCrossOrigin({ headers, url }: EngineRequest): boolean {
  const { origin } = headers;
  const site = headers["sec-fetch-site"] ?? "none";
  if (site !== "none" && site !== "same-origin") return true;
  return origin !== undefined && URL.parse(origin)?.host !== url.host;
}

function reject(status: number, error: string): EngineResponse {
  return { status, headers: { "content-type": "application/json" }, body: { error }, ...unrecorded };
}
