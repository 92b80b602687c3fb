import type { Operations } from "./engine/operations.js";
import { readQuery } from "./engine/prism-request.js";
import { mediaType } from "./engine/request-body.js";
import { readPathParameters } from "./engine/to-call.js";
import type { RecordedRequest } from "./journal.js";
import type { ReceivedCall } from "./request-expectation.js";

/** Reads the parameters of recorded requests. A body that is not recorded in full, or is multipart, has no fields. */
export function toReceivedCalls(
  requests: readonly RecordedRequest[],
  operations: Operations,
): readonly ReceivedCall[] {
  const templates = new Map(operations.map(({ iid, path }) => [iid, path]));
  return requests.map((request) => {
    const url = new URL(`http://localhost${request.path}`);
    const template = templates.get(request.operation);
    return {
      request,
      matchable: {
        operation: request.operation ?? "none",
        method: request.method,
        pathname: url.pathname,
        path: template === undefined ? {} : readPathParameters(template, url.pathname),
        query: readQuery(url),
        body: readFields(request),
      },
    };
  });
}

function readFields({ headers, body }: RecordedRequest): Readonly<Record<string, unknown>> {
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return { ...body };
  const isForm = mediaType(headers["content-type"] ?? "") === "application/x-www-form-urlencoded";
  return isForm && typeof body === "string" ? Object.fromEntries(new URLSearchParams(body)) : {};
}
