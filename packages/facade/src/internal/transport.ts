import ky, { isHTTPError } from "ky";
import type { RequestOptions } from "../options.js";
import { type Fetch, followRead } from "./redirect.js";

const defaultTimeoutMs = 10_000;
const defaultRetryLimit = 2;
const longestBackoffMs = 10_000;
const longestRetryAfterMs = 60_000;

/**
 * Sends a request as often as it takes. A POST that got no answer may have been carried out, so it is sent again only
 * when GitLab said that it was not: on 429.
 *
 * @throws Ky's errors: for an answer that is not a success, a time-out, a lost connection.
 */
export function send(request: Request, fetch: Fetch, options: RequestOptions): Promise<Response> {
  const isRepeatable = request.method !== "POST";
  const statusCodes = isRepeatable ? [429, 502, 503, 504] : [429];
  return ky(request, {
    // Ky always calls its `fetch` with a Request; its type allows what the global one does.
    fetch: (attempt) => fetch(attempt as Request),
    timeout: options.timeoutMs ?? defaultTimeoutMs,
    totalTimeout: options.totalTimeoutMs ?? false,
    retry: {
      limit: options.retry?.limit ?? defaultRetryLimit,
      methods: ["get", "patch", "delete", "post"],
      statusCodes,
      afterStatusCodes: statusCodes,
      maxRetryAfter: longestRetryAfterMs,
      backoffLimit: longestBackoffMs,
      jitter: true,
      // Left to itself, ky knows a lost connection by the messages of the runtimes' own fetch only.
      shouldRetry: ({ error }) => (isHTTPError(error) ? undefined : isRepeatable),
    },
  });
}

/** Fetches an answer with its body, so that time-outs and lost connections hold for the body too. */
export async function fetchWhole(request: Request, fetch: Fetch): Promise<Response> {
  const response = await followRead(request, fetch);
  if (response.body === null) return response;
  const { status, statusText, headers } = response;
  return new Response(await response.arrayBuffer(), { status, statusText, headers });
}
