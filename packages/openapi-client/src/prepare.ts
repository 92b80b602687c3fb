import { createFinalURL, createQuerySerializer, defaultPathSerializer, mergeHeaders } from "openapi-fetch";

/** A request that is ready to be sent, with its token: `fetch(url, { method, headers, body, redirect: "manual" })`. */
export interface PreparedRequest {
  readonly url: string;
  /** In upper case: `"PATCH"`. */
  readonly method: string;
  readonly headers: Headers;
  /** JSON; null when there is no body. */
  readonly body: string | null;
}

/** The options of a call that make a difference to its request, whatever the operation. */
export interface PrepareOptions {
  readonly params?: { readonly path?: object; readonly query?: object };
  readonly body?: unknown;
  readonly headers?: Parameters<typeof mergeHeaders>[0];
}

const querySerializer = /* @__PURE__ */ createQuerySerializer();

/** Builds a request as openapi-fetch does, from the same parts. */
export function prepare(
  { baseUrl, headers }: { baseUrl: string; headers: Record<string, string> },
  method: string,
  path: string,
  options: PrepareOptions,
): PreparedRequest {
  const { params = {}, body } = options;
  const json = body === undefined ? null : JSON.stringify(body);
  return {
    url: createFinalURL(path, {
      baseUrl,
      params: { path: { ...params.path }, query: { ...params.query } },
      querySerializer,
      pathSerializer: defaultPathSerializer,
    }),
    method: method.toUpperCase(),
    headers: mergeHeaders(
      json === null ? {} : { "content-type": "application/json" },
      headers,
      options.headers,
    ),
    body: json,
  };
}
