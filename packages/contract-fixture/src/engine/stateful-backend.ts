import type { IHttpResponse } from "@stoplight/prism-http";
import type { InMemoryGitLab } from "../gitlab/gitlab.js";
import type { Violation } from "../violation.js";
import type { Backend } from "./backend.js";
import type { EngineRequest, EngineResponse } from "./engine.js";
import type { Operation, PrismOutcome } from "./prism-outcome.js";
import { toCall } from "./to-call.js";

/**
 * The in-memory GitLab behind Prism. A request that violates the document is recorded, and gets the response that GitLab would
 * send. A response that violates the document is never sent: it becomes a 500 that describes the violation.
 */
export function statefulBackend(gitlab: InMemoryGitLab): Backend {
  return {
    handle: async (operation, request) => handle(gitlab, operation, request),
    toResponse,
  };
}

function toResponse(
  { response, operation, violations }: PrismOutcome,
  request: EngineRequest,
): EngineResponse {
  const id = operation && { operation: operation.id };
  if (response instanceof Error) {
    return { ...id, ...routingError(response), violations };
  }
  const responseViolations = violations.filter(({ side }) => side === "response");
  if (responseViolations.length > 0) {
    const detail = responseViolations.map(({ location, message }) => `${location}: ${message}`).join("; ");
    return {
      ...id,
      status: 500,
      headers: { "content-type": "application/json" },
      body: {
        message: `The fixture's own response (${response.statusCode}) violates the OpenAPI document: ${detail}`,
      },
      violations,
    };
  }
  return {
    ...id,
    status: response.statusCode,
    headers: response.headers ?? {},
    body: response.body,
    violations: [...violations, ...findMissedViolations(request, response, operation, violations)],
  };
}

function handle(gitlab: InMemoryGitLab, operation: Operation, request: EngineRequest): IHttpResponse {
  // [malformed-json]
  const response = request.body.isMalformed
    ? { status: 400, body: { error: "message body does not match declared format" } }
    : gitlab.handle(toCall(request, operation));
  return {
    statusCode: response.status,
    headers: { ...("body" in response && { "content-type": "application/json" }), ...response.headers },
    body: response.body,
  };
}

/** Records parameters that GitLab rejects but Prism accepts: Prism coerces numbers more leniently. */
function findMissedViolations(
  { method, url }: EngineRequest,
  { statusCode, body }: IHttpResponse,
  operation: Operation | undefined,
  violations: readonly Violation[],
): Violation[] {
  const isParameterError = statusCode === 400 && typeof body === "object" && body !== null && "error" in body;
  if (!isParameterError || violations.length > 0) return [];
  const common = { method, path: url.pathname, ...(operation && { operation: operation.id }) };
  return [{ ...common, side: "request", location: "parameters", message: String(body.error) }];
}

/** GitLab's response to an unknown path or method. [route-unknown] [method-unknown] */
function routingError({ name }: Error): Pick<EngineResponse, "status" | "headers" | "body"> {
  const [status, error] = name.endsWith("#NO_PATH_MATCHED_ERROR")
    ? [404, "404 Not Found"]
    : name.endsWith("#NO_METHOD_MATCHED_ERROR")
      ? [405, "405 Not Allowed"]
      : [500, "500 Internal Server Error"];
  return { status, headers: { "content-type": "application/json" }, body: { error } };
}
