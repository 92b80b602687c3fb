import type { IHttpResponse } from "@stoplight/prism-http";
import type { InMemoryGitLab } from "../gitlab/gitlab.js";
import type { Engine, EngineRequest } from "./engine.js";
import { type Operation, runPrism } from "./prism.js";
import { readQuery } from "./prism-request.js";
import { readBody } from "./request-body.js";

/**
 * Prism with the in-memory GitLab behind it. A request that breaks the document is answered as GitLab would answer it,
 * and recorded. An answer that breaks the document is never sent: it becomes a 500 that says so.
 */
export function createStatefulEngine(gitlab: InMemoryGitLab): Engine {
  return async (request) => {
    const { response, operation, violations } = await runPrism(request, (found) =>
      respond(gitlab, found, request),
    );
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
      violations,
    };
  };
}

function respond(gitlab: InMemoryGitLab, operation: Operation, request: EngineRequest): IHttpResponse {
  const { fields, isMalformed } = readBody(request);
  const answer = isMalformed
    ? { status: 400, body: { error: "message body does not match declared format" } }
    : gitlab.answer({
        operation: operation.id,
        token: readToken(request.headers),
        path: readPathParameters(operation.path, request.url.pathname),
        query: readQuery(request.url),
        body: fields,
        url: new URL(request.url.pathname, request.url.origin),
      });
  return {
    statusCode: answer.status,
    headers: { ...("body" in answer && { "content-type": "application/json" }), ...answer.headers },
    body: answer.body,
  };
}

/** GitLab's answer to an address or a method that its API does not have. */
function answerWithoutOperation({ name }: Error): {
  status: number;
  headers: Record<string, string>;
  body: unknown;
} {
  const status = name.endsWith("#NO_METHOD_MATCHED_ERROR")
    ? 405
    : name.endsWith("#NO_PATH_MATCHED_ERROR")
      ? 404
      : 500;
  const error = { 404: "404 Not Found", 405: "405 Not Allowed", 500: "500 Internal Server Error" }[status];
  return { status, headers: { "content-type": "application/json" }, body: { error } };
}

/** The token of a request, in either header that GitLab reads. */
function readToken(headers: Readonly<Record<string, string>>): string | undefined {
  return headers["private-token"] ?? /^Bearer (.+)$/i.exec(headers["authorization"] ?? "")?.[1];
}

function readPathParameters(template: string, path: string): Record<string, string> {
  const segments = path.split("/");
  const parameters = template
    .split("/")
    .flatMap((name, index) =>
      /^\{.+\}$/.test(name) ? [[name.slice(1, -1), decode(segments[index] ?? "")]] : [],
    );
  return Object.fromEntries(parameters);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
