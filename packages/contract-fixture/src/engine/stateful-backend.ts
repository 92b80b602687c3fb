import type { IHttpResponse } from "@stoplight/prism-http";
import type { InMemoryGitLab } from "../gitlab/gitlab.js";
import { maxPerPage } from "../gitlab/paginate.js";
import type { Problem } from "../violation.js";
import type { Backend } from "./backend.js";
import type { EngineRequest, UnnamedResponse } from "./engine.js";
import type { Operation, PrismOutcome } from "./prism-outcome.js";
import { rejectBody } from "./reject-body.js";
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
): UnnamedResponse {
  const id = { operation: operation?.id };
  if (response instanceof Error) return { ...id, ...routingError(response), violations };
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
    violations: violations.length > 0 ? violations : findMissedViolations(request, response),
  };
}

function handle(gitlab: InMemoryGitLab, operation: Operation, request: EngineRequest): IHttpResponse {
  const response = rejectBody(request) ?? gitlab.handle(toCall(request, operation));
  const hasJson = "body" in response && typeof response.body !== "string";
  return {
    statusCode: response.status,
    headers: { ...(hasJson && { "content-type": "application/json" }), ...response.headers },
    body: response.body,
  };
}

/**
 * Records mistakes that Prism accepts: parameters and content types that GitLab rejects, and a size of a page that GitLab
 * reduces, so that the client misses entries.
 */
function findMissedViolations({ url }: EngineRequest, { statusCode, body }: IHttpResponse): Problem[] {
  const isRejected = statusCode === 400 || statusCode === 415;
  if (isRejected && body instanceof Object && "error" in body) {
    const location = statusCode === 415 ? "header.content-type" : "parameters";
    return [{ side: "request", location, message: String(body.error) }];
  }
  // [page-limit]
  if (statusCode === 200 && Number(url.searchParams.get("per_page")) > maxPerPage) {
    const message = `per_page must be <= ${maxPerPage}: GitLab reduces it`;
    return [{ side: "request", location: "query.per_page", message }];
  }
  return [];
}

/** GitLab's response to an unknown method. [method-unknown] */
function routingError({ name }: Error): Pick<UnnamedResponse, "status" | "headers" | "body"> {
  const [status, error] = name.endsWith("#NO_METHOD_MATCHED_ERROR")
    ? [404, "404 Not Found"]
    : [500, "500 Internal Server Error"];
  return { status, headers: { "content-type": "application/json" }, body: { error } };
}
