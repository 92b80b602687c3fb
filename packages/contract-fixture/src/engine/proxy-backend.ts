import type { IHttpResponse } from "@stoplight/prism-http";
import type { Backend } from "./backend.js";
import type { EngineRequest } from "./engine.js";
import { forward } from "./forward.js";

/**
 * A real GitLab behind Prism. Requests and responses are validated but not changed: violations are recorded, and the exchange
 * continues. The same applies to requests for which the document has no operation.
 */
export function proxyBackend(upstream: URL, signal: AbortSignal): Backend {
  /** The response bodies as received: parsing and serializing JSON again could change them. */
  const texts = new WeakMap<EngineRequest, string>();
  const send = async (request: EngineRequest): Promise<IHttpResponse> => {
    const { text, ...response } = await forward(request.sent ?? request, upstream, signal);
    texts.set(request, text);
    return response;
  };
  return {
    handle: (_operation, request) => send(request),
    async toResponse({ response, operation, violations }, request) {
      const { statusCode, headers = {}, body } = response instanceof Error ? await send(request) : response;
      const id = operation && { operation: operation.id };
      return { ...id, status: statusCode, headers, body: texts.get(request) ?? body, violations };
    },
  };
}
