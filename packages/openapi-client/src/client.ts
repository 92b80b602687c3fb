import createClient from "openapi-fetch";
import { baseUrl } from "./base-url.js";
import type { paths } from "./generated/openapi.js";
import type { OpenApiClient } from "./open-api-client.js";
import { type PreparedRequest, type PrepareOptions, prepare } from "./prepare.js";
import { assertToken, authorize, type Token, type TokenHeader } from "./token.js";
import { userAgent } from "./user-agent.js";

/** The options of {@link createOpenApiClient}. */
export interface OpenApiClientOptions {
  /**
   * GitLab's URL: `https://gitlab.example.com`, or `https://example.com/gitlab` if GitLab has a relative URL. A trailing
   * slash or `/api/v4` is ignored.
   *
   * @default "https://gitlab.com"
   */
  url?: string | URL;
  /** A personal, project, group or OAuth access token with the scope `api`, or `read_api` if it is only used to read. */
  token: Token;
  /**
   * The header that contains the token. OAuth tokens require `"authorization"`.
   *
   * @default "authorization"
   */
  tokenHeader?: TokenHeader;
  /**
   * Sends the requests.
   *
   * @default The runtime's `fetch`, looked up for every request.
   */
  fetch?: (request: Request) => Promise<Response>;
  /** Headers that are added to every request. */
  headers?: Readonly<Record<string, string>>;
}

/**
 * Creates a typed client for the ten operations in the OpenAPI document.
 *
 * An error response does not reject the promise. Check `response.ok` rather than `error`, which is undefined for an error
 * with an empty body. The promise rejects if there is no response, and with a `SyntaxError` if a successful response is not
 * JSON, such as a sign-in page. Redirects are not followed, so the token is never sent to another origin.
 *
 * @throws {TypeError} When an option is invalid.
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

  const defaults = {
    baseUrl: baseUrl(options.url ?? "https://gitlab.com"),
    headers: { ...userAgent(), ...headers },
  };
  const client = createClient<paths>({
    ...defaults,
    fetch: fetch ?? ((request) => globalThis.fetch(request)),
    redirect: "manual",
  });
  client.use({ onRequest: ({ request }) => authorize(request.headers, token, tokenHeader) });
  const prepareRequest = async (
    method: string,
    path: string,
    call: PrepareOptions,
  ): Promise<PreparedRequest> => {
    const request = prepare(defaults, method, path, call);
    await authorize(request.headers, token, tokenHeader);
    return request;
  };
  // The same methods, with a type that does not accept unknown options.
  return Object.assign(client, { prepare: prepareRequest }) as OpenApiClient;
}
