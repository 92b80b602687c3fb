import createClient, { type Middleware as FetchMiddleware } from "openapi-fetch";
import { withOwnSignal } from "./abort.js";
import { checkCall } from "./check-call.js";
import { describe } from "./check-keys.js";
import { getToken, headerValue } from "./get-token.js";
import type { Call, OpenApiClient } from "./open-api-client.js";
import type { Method } from "./operation-types.js";
import { type CallResult, type ReceivedResponse, readResponse } from "./read-response.js";
import { builderOf, optionNames, type RequestBuilderOptions, readOptions } from "./request-builder.js";
import type { WebRequest, WebResponse } from "./web.js";

/** The options of {@link createOpenApiClient}. */
export interface OpenApiClientOptions extends RequestBuilderOptions {
  /**
   * Sends the requests.
   *
   * @default The runtime's `fetch`, looked up for every request.
   */
  fetch?: (request: WebRequest) => Promise<WebResponse>;
}

/** openapi-fetch's generic function, without the types of a document: {@link checkCall} compares the call with it. */
type Send = (
  method: string,
  path: string,
  init: {
    params: object;
    body: object | undefined;
    headers: Readonly<Record<string, string | null>>;
    parseAs: "text";
    signal: AbortSignal | undefined;
  },
) => Promise<ReceivedResponse>;

/**
 * Creates a typed client for the eleven operations in the OpenAPI document.
 *
 * A call resolves to `data` if GitLab responded with the success that the document declares, and otherwise to `error`: also for
 * an empty body, for a redirect, and for a sign-in page with status 200. It rejects only if there is no complete response, if it
 * is aborted, or if the token function fails; and with a `TypeError` if an option or a value is invalid, before anything is
 * sent. Redirects are not followed, so the token is never sent to another origin.
 *
 * @throws {TypeError} When an option is invalid or unknown.
 *
 * @example
 * ```ts
 * import { createOpenApiClient } from "@gitlab-job-token-scope/openapi-client";
 *
 * const api = createOpenApiClient({ url: "https://gitlab.example.com", token: "glpat-…" });
 * const { data, error } = await api.GET("/api/v4/projects/{id}/job_token_scope", {
 *   params: { path: { id: "group/app" } },
 * });
 * if (error) throw error;
 * console.log(data.inbound_enabled);
 * ```
 */
export function createOpenApiClient(options: OpenApiClientOptions): OpenApiClient {
  const settings = readOptions(options, [...optionNames, "fetch"]);
  const { baseUrl, headers, token, tokenHeader } = settings;
  const { fetch } = options;
  if (fetch !== undefined && typeof fetch !== "function") {
    throw new TypeError(`fetch: expected a function, got ${describe(fetch)}`);
  }
  const client = createClient({
    baseUrl,
    headers,
    fetch: fetch ?? ((request) => globalThis.fetch(request)),
    redirect: "manual",
  });
  const send = client.request as Send;

  const call = async (method: Method, path: string, options: unknown): Promise<CallResult> => {
    const checked = checkCall(method, path, options);
    const { params, body, headers } = checked;
    return withOwnSignal(checked.signal, async (signal) => {
      const value = await getToken(token, signal);
      const received = await send(method, path, {
        params,
        body,
        headers: { ...headers, [tokenHeader]: headerValue(tokenHeader, value) },
        parseAs: "text",
        signal,
      });
      return readResponse(checked, received, value);
    });
  };
  // The result has the types of the document, which the compiler cannot derive from the method and the path of a call.
  const callerOf = <M extends Method>(method: M): Call<M> =>
    ((path, options) => call(method, path, options)) as Call<M>;
  return {
    GET: callerOf("get"),
    POST: callerOf("post"),
    PATCH: callerOf("patch"),
    DELETE: callerOf("delete"),
    // openapi-fetch's own type insists on one of the callbacks, which its code checks too.
    use: (...middleware) => client.use(...(middleware as FetchMiddleware[])),
    eject: (...middleware) => client.eject(...(middleware as FetchMiddleware[])),
    ...builderOf(settings),
  };
}
