import createClient from "openapi-fetch";
import { baseUrl } from "./base-url.js";
import type { paths } from "./generated/openapi.js";
import type { OpenApiClient } from "./open-api-client.js";
import { assertToken, authorize, type Token, type TokenHeader } from "./token.js";
import { userAgent } from "./user-agent.js";

/** How to reach a GitLab. */
export interface OpenApiClientOptions {
  /**
   * Where GitLab is: `https://gitlab.example.com`, or `https://example.com/gitlab` for one below a path. A slash or
   * `/api/v4` at its end makes no difference.
   *
   * @default "https://gitlab.com"
   */
  url?: string | URL;
  /** A personal, project, group or OAuth access token with the scope `api` (`read_api` is enough to read). */
  token: Token;
  /**
   * The header that carries the token. OAuth tokens need `"authorization"`.
   *
   * @default "authorization"
   */
  tokenHeader?: TokenHeader;
  /**
   * Sends each request.
   *
   * @default The `fetch` of the runtime, looked up at every call.
   */
  fetch?: (request: Request) => Promise<Response>;
  /** Headers for every request. */
  headers?: Readonly<Record<string, string>>;
}

/**
 * Makes a typed client of the ten operations in the OpenAPI document.
 *
 * A call gives GitLab's refusals as values: look at `response.ok`, since an error with an empty body leaves `error`
 * undefined. It rejects when there is no answer, and with a `SyntaxError` for a success that is not JSON, such as a page that
 * asks for a login. Redirects are not followed: a token stays at the origin it was meant for.
 *
 * @throws {TypeError} When an option is wrong.
 *
 * @example
 * ```ts
 * import { createOpenApiClient } from "@gitlab-job-token-scope/openapi-client";
 *
 * const api = createOpenApiClient({ url: "https://gitlab.example.com", token: "glpat-…" });
 * const { data, response } = await api.GET("/api/v4/projects/{id}/job_token_scope", {
 *   params: { path: { id: "group/app" } },
 * });
 * if (response.ok) console.log(data?.inbound_enabled);
 * ```
 */
export function createOpenApiClient(options: OpenApiClientOptions): OpenApiClient {
  const { token, tokenHeader = "authorization", fetch, headers } = options;
  if (typeof token !== "function") assertToken(token);
  if (tokenHeader !== "authorization" && tokenHeader !== "private-token") {
    throw new TypeError('tokenHeader: expected "authorization" or "private-token"');
  }

  const client = createClient<paths>({
    baseUrl: baseUrl(options.url ?? "https://gitlab.com"),
    fetch: fetch ?? ((request) => globalThis.fetch(request)),
    redirect: "manual",
    headers: { ...userAgent(), ...headers },
  });
  client.use({ onRequest: ({ request }) => authorize(request.headers, token, tokenHeader) });
  // The same methods, with a type that takes no unknown option.
  return client as OpenApiClient;
}
