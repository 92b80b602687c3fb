import { setTimeout as delay } from "node:timers/promises";
import { packageVersion } from "../package-version.js";

/** A request to the API. */
export interface ApiRequest {
  readonly method: string;
  /** The part of the URL after `/api/v4`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** A response of the API. */
export interface ApiResponse {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON value, or the text if it is not JSON; `undefined` if there is no body. */
  readonly body: unknown;
}

/** No response was received, or none that says something about the request. */
export class NoResponseError extends Error {
  override readonly name = "NoResponseError";
}

/** Sends requests to a GitLab. Does not follow redirects. */
export interface Client {
  readonly apiUrl: string;
  readonly token: string | undefined;
  /** @throws {NoResponseError} If the connection fails, the time is up, or the rate limit does not end soon. */
  send(request: ApiRequest): Promise<ApiResponse>;
  /** The number of writes that may still be carried out, because their response was lost. */
  readonly lostWrites: number;
}

export interface ClientOptions {
  readonly apiUrl: string;
  readonly token: string | undefined;
  readonly timeoutMs: number;
  /** The maximum wait for a rate limit. */
  readonly maxWaitMs: number;
  readonly fetch: typeof fetch;
  /** Ends the wait for a rate limit. */
  readonly signal?: AbortSignal | undefined;
}

/** How often a request is sent if the rate limit refuses it. */
const maxAttempts = 3;

/** Creates a client. It does not end requests early when `verify` is stopped, so that the effect of each write is known. */
export function createClient(options: ClientOptions): Client {
  const { apiUrl, token, timeoutMs, maxWaitMs, fetch, signal } = options;
  let lostWrites = 0;

  const sendOnce = async ({ method, path, headers, body }: ApiRequest): Promise<ApiResponse> => {
    try {
      const response = await fetch(`${apiUrl}${path}`, {
        method,
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          accept: "application/json",
          "user-agent": `contract-fixture/${packageVersion} verify`,
          ...headers,
        },
        // Bytes, since a text would get a content type.
        ...(body !== undefined && { body: new TextEncoder().encode(body) }),
      });
      const { status } = response;
      // A proxy may have given up before GitLab did.
      if (status >= 500 && isWrite(method)) lostWrites++;
      return { status, headers: response.headers, body: parse(await response.text()) };
    } catch (error) {
      if (isWrite(method)) lostWrites++;
      throw new NoResponseError(`${method} ${path}: ${describe(error, timeoutMs)}`, { cause: error });
    }
  };

  return {
    apiUrl,
    token,
    get lostWrites() {
      return lostWrites;
    },
    send: async (request) => {
      for (let attempt = 1; ; attempt++) {
        const response = await sendOnce(request);
        if (response.status !== 429) return response;
        const waitMs = retryAfterMs(response.headers) ?? attempt * 1000;
        if (attempt === maxAttempts || waitMs > maxWaitMs) {
          throw new NoResponseError(`${request.method} ${request.path}: the rate limit refuses the request`);
        }
        // A signal that was aborted before does not count: the project is put back then.
        const isStopped = await delay(waitMs, false, signal?.aborted ? {} : { signal }).catch(() => true);
        if (isStopped) throw new NoResponseError("verify was stopped");
      }
    },
  };
}

function isWrite(method: string): boolean {
  return method !== "GET" && method !== "HEAD";
}

function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get("retry-after") ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The reason of a failed `fetch()` is in its cause. */
function describe(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no response within ${timeoutMs / 1000} s`;
  return error.cause instanceof Error && error.cause.message !== "" ? error.cause.message : error.message;
}
