import type { IHttpResponse } from "@stoplight/prism-http";
import type { Problem } from "../violation.js";
import type { Backend } from "./backend.js";
import type { EngineRequest, RawHeaders } from "./engine.js";
import { forward, toPairs, type UpstreamResponse } from "./forward.js";
import { rewriteLinks } from "./gitlab-links.js";

/**
 * A real GitLab behind Prism. Requests and responses are validated but not changed: violations are recorded, and the exchange
 * continues. The same applies to requests for which the document has no operation.
 */
export function proxyBackend(upstream: URL, signal: AbortSignal): Backend {
  /** The responses as received: parsing and serializing them again could change them. */
  const responses = new WeakMap<EngineRequest, UpstreamResponse>();
  const send = async (request: EngineRequest): Promise<UpstreamResponse> => {
    const response = await forward(request.sent ?? request, upstream, signal);
    responses.set(request, response);
    return response;
  };
  return {
    handle: async (_operation, request) => toPrismResponse(await send(request)),
    async toResponse({ operation, violations }, request) {
      const response = responses.get(request) ?? (await send(request));
      const { headers, foreign } = rewriteLinks(response.headers, upstream, request.url.origin);
      const leaving = foreign.map(
        ({ header, url }): Problem => ({
          side: "response",
          location: `header.${header}`,
          message: `leads to ${new URL(url).origin} instead of ${upstream.href}, so that a client that follows it leaves the proxy. Set upstream to GitLab's external URL`,
        }),
      );
      return {
        operation: operation?.id,
        status: response.status,
        headers: toRecord(headers),
        body: undefined,
        violations: [...violations, ...leaving.slice(0, 1)],
        raw: { ...response, headers },
      };
    },
  };
}

/** Converts a response to Prism's format: the header names are in lower case, and a JSON body is parsed. */
function toPrismResponse({ status, headers, decoded }: UpstreamResponse): IHttpResponse {
  const byName = toRecord(headers);
  return { statusCode: status, headers: byName, body: parse(decoded, byName["content-type"]) };
}

/** The headers by name, in lower case. Of a repeated one, the last. */
function toRecord(headers: RawHeaders): Record<string, string> {
  return Object.fromEntries(toPairs(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function parse(body: Uint8Array, contentType: string | undefined): unknown {
  const text = new TextDecoder().decode(body);
  if (!contentType?.includes("json")) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
