import createClient from "openapi-fetch";
import type { paths } from "./generated/openapi.js";
import type { OpenApiClient } from "./open-api-client.js";
import { builderOf, type RequestBuilderOptions, readOptions } from "./request-builder.js";
import { authorize } from "./token.js";

/** The options of {@link createOpenApiClient}. */
export interface OpenApiClientOptions extends RequestBuilderOptions {
  /**
   * Sends the requests.
   *
   * @default The runtime's `fetch`, looked up for every request.
   */
  fetch?: (request: Request) => Promise<Response>;
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
  const { fetch } = options;
  const settings = readOptions(options);
  const { baseUrl, headers, token, tokenHeader } = settings;
  const client = createClient<paths>({
    baseUrl,
    headers,
    fetch: fetch ?? ((request) => globalThis.fetch(request)),
    redirect: "manual",
  });
  client.use({ onRequest: ({ request }) => authorize(request.headers, token, tokenHeader) });
  // The same methods, with a type that does not accept unknown options.
  return Object.assign(client, builderOf(settings)) as OpenApiClient;
}
