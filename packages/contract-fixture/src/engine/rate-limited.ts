import type { RateLimitResult, Sender } from "../gitlab/rate-limit.js";
import type { EngineRequest, UnnamedResponse } from "./engine.js";
import { readToken } from "./to-call.js";

/** Counts a request, if there is a rate limit. */
export type Count = (sender: Sender) => RateLimitResult | undefined;

/** GitLab counts a request to its API before it routes it, so unknown paths count, too. */
export function countRequest(count: Count, request: EngineRequest): RateLimitResult | undefined {
  if (!request.url.pathname.startsWith("/api/")) return undefined;
  return count({ token: readToken(request), address: request.address });
}

/** Replaces a response by the refusal, or adds the headers of the rate limit to it. */
export function applyRateLimit(
  response: UnnamedResponse,
  limit: RateLimitResult | undefined,
): UnnamedResponse {
  if (limit === undefined) return response;
  if (limit.refusal === undefined) return { ...response, headers: { ...response.headers, ...limit.headers } };
  const { status, headers = {}, body } = limit.refusal;
  return { ...response, status, headers, body };
}
