import type { GitLabResponse } from "../gitlab/response.js";
import type { EngineRequest } from "./engine.js";
import { mediaType } from "./request-body.js";

/** A response that rejects a request, and says why. */
export interface Rejection extends GitLabResponse {
  readonly body: { readonly error: string };
}

/** The text of Grape, which GitLab's API is written in. */
const malformedJson = `
Problem:
  message body does not match declared format
Resolution:
  when specifying application/json as content-type, you must pass valid application/json in the request's 'body' `;

/** GitLab reads the body of a write before it checks the token, even if the path is unknown. [malformed-json] [content-type] */
export function rejectBody({ method, headers, body }: EngineRequest): Rejection | undefined {
  const contentType = headers["content-type"] ?? "";
  // [multipart-incomplete]
  if (body.problem === "incomplete") {
    return { status: 400, body: { error: `Empty message body supplied with ${contentType} content-type` } };
  }
  if (!["POST", "PUT", "PATCH", "DELETE"].includes(method)) return undefined;
  if (body.problem === "malformed") return { status: 400, body: { error: malformedJson } };
  if (body.problem !== "unsupported") return undefined;
  const error = `The provided content-type '${mediaType(contentType)}' is not supported.`;
  return { status: 415, body: { error } };
}
