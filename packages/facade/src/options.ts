/** Where GitLab is, and how to call it. */
export interface GitLabOptions extends RequestOptions {
  /**
   * GitLab's address: `https://gitlab.example.com`, or `https://example.com/gitlab` for one below a path. A slash or
   * `/api/v4` at its end makes no difference.
   *
   * @default "https://gitlab.com"
   */
  url?: string | URL;
  /** An access token with the scope `api`; `read_api` is enough to read. A function is asked before every request. */
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
     * a lost connection and an attempt that took too long, POST after 429 only. GitLab's `Retry-After` is obeyed, up to
     * a minute.
     *
     * @default 2
     */
    limit: number;
  };
}
