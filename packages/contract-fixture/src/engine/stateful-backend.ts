import type { IHttpResponse } from "@stoplight/prism-http";
import type { InMemoryGitLab } from "../gitlab/gitlab.js";
import type { Violation } from "../violation.js";
import type { Backend } from "./backend.js";
import type { EngineAnswer, EngineRequest } from "./engine.js";
import type { Operation, PrismOutcome } from "./prism-outcome.js";
import { toCall } from "./to-call.js";

/**
 * The in-memory GitLab behind Prism. A request that breaks the document is answered as GitLab would answer it, and
 * recorded. An answer that breaks the document is never sent: it becomes a 500 that says so.
 */
export function statefulBackend(gitlab: InMemoryGitLab): Backend {
  return {
    respond: async (operation, request) => respond(gitlab, operation, request),
    present,
  };
}

function present({ response, operation, violations }: PrismOutcome, request: EngineRequest): EngineAnswer {
  const id = operation && { operation: operation.id };
  if (response instanceof Error) {
    return { ...id, ...answerWithoutOperation(response), violations };
  }
  const own = violations.filter(({ side }) => side === "response");
  if (own.length > 0) {
    const detail = own.map(({ location, message }) => `${location}: ${message}`).join("; ");
    return {
      ...id,
      status: 500,
      headers: { "content-type": "application/json" },
      body: {
        message: `The fixture's own answer (${response.statusCode}) breaks the OpenAPI document: ${detail}`,
      },
      violations,
    };
  }
  return {
    ...id,
    status: response.statusCode,
    headers: response.headers ?? {},
    body: response.body,
    violations: [...violations, ...unseen(request, response, operation, violations)],
  };
}

function respond(gitlab: InMemoryGitLab, operation: Operation, request: EngineRequest): IHttpResponse {
  // [malformed-json]
  const answer = request.body.isMalformed
    ? { status: 400, body: { error: "message body does not match declared format" } }
    : gitlab.answer(toCall(request, operation));
  return {
    statusCode: answer.status,
    headers: { ...("body" in answer && { "content-type": "application/json" }), ...answer.headers },
    body: answer.body,
  };
}

/** What GitLab finds wrong with a parameter that Prism, which reads numbers more freely, lets through. */
function unseen(
  { method, url }: EngineRequest,
  { statusCode, body }: IHttpResponse,
  operation: Operation | undefined,
  violations: readonly Violation[],
): Violation[] {
  const isComplaint = statusCode === 400 && typeof body === "object" && body !== null && "error" in body;
  if (!isComplaint || violations.length > 0) return [];
  const about = { method, path: url.pathname, ...(operation && { operation: operation.id }) };
  return [{ ...about, side: "request", location: "parameters", message: String(body.error) }];
}

/** GitLab's answer to an address or a method that its API does not have. [route-unknown] [method-unknown] */
function answerWithoutOperation({ name }: Error): Pick<EngineAnswer, "status" | "headers" | "body"> {
  const [status, error] = name.endsWith("#NO_PATH_MATCHED_ERROR")
    ? [404, "404 Not Found"]
    : name.endsWith("#NO_METHOD_MATCHED_ERROR")
      ? [405, "405 Not Allowed"]
      : [500, "500 Internal Server Error"];
  return { status, headers: { "content-type": "application/json" }, body: { error } };
}
