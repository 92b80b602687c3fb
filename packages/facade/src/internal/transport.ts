import ky, { HTTPError, isForceRetryError, isTimeoutError } from "ky";
import type { RetryReason } from "../hooks.js";
import type { RequestOptions } from "../options.js";
import { type Fetch, followRead } from "./redirect.js";
import { passingStatuses, retryAfterMs } from "./retry-after.js";

const defaultTimeoutMs = 10_000;
const defaultRetryLimit = 2;
const longestBackoffMs = 10_000;
const longestRetryAfterMs = 60_000;

/** What a call has a say in while its request is sent. */
export interface Sending {
  /** Makes one attempt. */
  fetch: Fetch;
  /** The same request with another token, after a 401; undefined when there is no other. */
  renew: (request: Request) => Promise<Request | undefined>;
  /** Called right before another attempt. */
  onRetry: (reason: RetryReason) => void;
}

/**
 * Sends a request as often as it takes. A POST that got no answer may have been carried out, so it is sent again only
 * when GitLab said that it was not: on 429, and on 401 with another token.
 *
 * @throws Ky's errors: for an answer that is not a success, a time-out, a lost connection.
 */
export function send(
  request: Request,
  { fetch, renew, onRetry }: Sending,
  options: RequestOptions,
): Promise<Response> {
  const isRepeatable = request.method !== "POST";
  const statusCodes = isRepeatable ? [...passingStatuses] : [429];
  const limit = options.retry?.limit ?? defaultRetryLimit;
  let replays = 0;
  return ky(request, {
    // Ky always calls its `fetch` with a Request; its type allows what the global one does.
    fetch: (attempt) => fetch(attempt as Request),
    timeout: options.timeoutMs ?? defaultTimeoutMs,
    totalTimeout: options.totalTimeoutMs ?? false,
    retry: {
      // Ky counts the one replay after a 401 too, which is none of those that the caller bounds.
      limit: limit + 1,
      methods: ["get", "patch", "delete", "post"],
      statusCodes,
      afterStatusCodes: statusCodes,
      maxRetryAfter: longestRetryAfterMs,
      backoffLimit: longestBackoffMs,
      jitter: true,
      shouldRetry: ({ error, retryCount }) => {
        if (retryCount > limit + replays) return false;
        // Left to itself, ky knows a lost connection by the messages of the runtimes' own fetch only.
        if (!(error instanceof HTTPError)) return isRepeatable;
        // Left to itself, ky asks again before the time it was told; who asks for more than a minute is better heard.
        return (retryAfterMs(error.response) ?? 0) > longestRetryAfterMs ? false : undefined;
      },
    },
    hooks: {
      afterResponse: [
        async ({ request: sent, response }) => {
          if (response.status !== 401 || replays > 0) return undefined;
          const renewed = await renew(sent);
          if (renewed === undefined) return undefined;
          replays++;
          return ky.retry({ request: renewed, delay: 0 });
        },
      ],
      beforeRetry: [({ error }) => onRetry(reasonOf(error))],
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

function reasonOf(error: Error): RetryReason {
  if (isForceRetryError(error)) return "unauthorized";
  if (error instanceof HTTPError) return error.response.status === 429 ? "rate_limited" : "server_error";
  return isTimeoutError(error) ? "timeout" : "network";
}
