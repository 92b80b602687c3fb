import type { Hooks } from "./hooks.js";
import type { WebAbortSignal, WebRequest, WebResponse, WebURL } from "./web.js";

/** Where GitLab is, and how to call it. */
export interface GitLabOptions extends RequestOptions {
  /**
   * GitLab's address: `https://gitlab.example.com`, or `https://example.com/gitlab` for an installation below a path. A
   * slash or `/api/v4` at the end makes no difference. An explicit `undefined` is refused, so that an unset variable does
   * not send the token to gitlab.com.
   *
   * @default "https://gitlab.com"
   */
  url?: string | WebURL;
  /**
   * An access token with the scope `api`; `read_api` is enough to read. A function is called before every request, and may
   * be async.
   *
   * When GitLab refuses a function's token with 401, the function is called once more for all requests that are under way,
   * and each is sent once more with the new token, including POST, since GitLab has carried out nothing. If the function
   * returns the same token again, or GitLab refuses the new one as well, the call fails with `unauthorized`. If the function
   * throws, the call fails with `invalid_request`.
   */
  token: string | (() => string | Promise<string>);
  /**
   * The header that carries the token: `Authorization: Bearer …`, or GitLab's own `PRIVATE-TOKEN: …`.
   *
   * @default "authorization"
   */
  tokenHeader?: "authorization" | "private-token";
  /**
   * Sends each request: for a proxy, a private CA, a recorder.
   *
   * @default The runtime's `fetch`, looked up at every request.
   */
  fetch?: (request: WebRequest) => Promise<WebResponse>;
  /** Callbacks that report the client's requests: for logs, metrics and traces. They receive no token. */
  hooks?: Hooks;
}

/** The limits of a call. Set for a client, they apply to all its calls; set for a call, to that one. */
export interface RequestOptions {
  /** Ends the call when it is aborted, also while it waits. The client's signal and the call's both do. */
  signal?: WebAbortSignal;
  /**
   * How long one attempt may take, including the response body, in milliseconds.
   *
   * @default 10_000
   */
  timeoutMs?: number;
  /**
   * How long a call may take, in milliseconds: with all its requests and attempts, the waits between them, its turn behind
   * other calls of the same object, and the token function.
   *
   * @default No limit.
   */
  totalTimeoutMs?: number;
  /** How temporary failures and rate limits are handled. */
  retry?: {
    /**
     * How many times a request is sent again; 0 for never. Reads, PATCH and DELETE are retried after 408, 429, 502, 503, 504,
     * 520 to 524, a resource lock (409), a lost connection and a timed-out attempt; POST after 429 and a resource lock only.
     *
     * The wait is what `Retry-After` asks for, or with 429 `RateLimit-Reset`. Otherwise it is exponential backoff with full
     * jitter, from 300 ms to 10 s. After a 429 all calls of the client wait, and those that began first go first.
     *
     * The request that is repeated with another token after a 401 does not count. Neither does a 429 while other requests of
     * the client got through.
     *
     * @default 2
     */
    limit?: number;
    /**
     * The longest wait for GitLab that a call accepts, in milliseconds: its own, or that of the client's rate limit. When it
     * takes longer, the call fails at once, and the error's `retryAfterMs` says how long to wait. 0 for no wait.
     *
     * @default 60_000
     */
    maxRetryAfterMs?: number;
  };
}
