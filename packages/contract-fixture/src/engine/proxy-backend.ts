import type { IHttpResponse } from "@stoplight/prism-http";
import type { Backend } from "./backend.js";
import type { EngineRequest } from "./engine.js";
import { forward } from "./forward.js";

/**
 * A real GitLab behind Prism. Both directions are validated and nothing is changed: what breaks the document is recorded,
 * and sent on. So is a request for which the document has no operation.
 */
export function proxyBackend(upstream: URL, ending: AbortSignal): Backend {
  /** What came back, as it was written: JSON that was read and written again might differ. */
  const texts = new WeakMap<EngineRequest, string>();
  const ask = async (request: EngineRequest): Promise<IHttpResponse> => {
    const { text, ...response } = await forward(request, upstream, ending);
    texts.set(request, text);
    return response;
  };
  return {
    respond: (_operation, request) => ask(request),
    async present({ response, operation, violations }, request) {
      const { statusCode, headers = {}, body } = response instanceof Error ? await ask(request) : response;
      const id = operation && { operation: operation.id };
      return { ...id, status: statusCode, headers, body: texts.get(request) ?? body, violations };
    },
  };
}
