import type { Hooks } from "./hooks.js";

/** Where GitLab is, and how to call it. */
export interface GitLabOptions extends RequestOptions {
  /**
   * GitLab's address: `https://gitlab.example.com`, or `https://example.com/gitlab` for one below a path. A slash or
   * `/api/v4` at its end makes no difference.
   *
   * @default "https://gitlab.com"
   */
  url?: string | URL;
  /**
   * An access token with the scope `api`; `read_api` is enough to read. A function is asked before every request.
   *
   * When GitLab refuses with 401 what a function gave, it is asked once more, for all calls that are under way, and each is
   * sent once more with the new token, a POST too: GitLab has done nothing. When it gives the same token again, or the new
   * one is refused as well, the call fails with `unauthorized`. When it throws, with `invalid_request`.
   */
  token: string | (() => string | Promise<string>);
  /**
   * The header that carries the token: `Authorization: Bearer …`, or GitLab's own `PRIVATE-TOKEN: …`.
   *
   * @default "authorization"
   */
  tokenHeader?: "authorization" | "private-token";
  /**
   * Sends each request: for a proxy, an own certificate authority, a recorder.
   *
   * @default The `fetch` of the runtime, looked up at every call.
   */
  fetch?: (request: Request) => Promise<Response>;
  /** Told what the client does: for logs, metrics and traces. No token is among it. */
  hooks?: Hooks;
}

/** How one call is made. Given to a client, they hold for all its calls; given to a call, for that one. */
export interface RequestOptions {
  /** Ends the call when it is aborted, also while it waits to try again. */
  signal?: AbortSignal;
  /**
   * How long one attempt may take, in milliseconds.
   *
   * @default 10_000
   */
  timeoutMs?: number;
  /**
   * How long a request may take with all its attempts and the waits between them, in milliseconds.
   *
   * @default No bound.
   */
  totalTimeoutMs?: number;
  /** How failures that pass are met. */
  retry?: {
    /**
     * How often a request is sent again; 0 for never. Reads, PATCH and DELETE are sent again after 429, 502, 503, 504,
     * a lost connection and an attempt that took too long, POST after 429 only.
     *
     * The wait is what `Retry-After` or else `RateLimit-Reset` asks for. Who asks for more than a minute is not asked again:
     * the call fails, and `retryAfterMs` says how long to wait. Where nothing is asked for, the wait is a random part of
     * 300 ms, doubled with each attempt, and at most 10 s.
     *
     * The replay with another token after a 401 is not counted.
     *
     * @default 2
     */
    limit: number;
  };
}
