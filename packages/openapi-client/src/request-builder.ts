import { baseUrl } from "./base-url.js";
import type { CallOptions } from "./call-options.js";
import { type CheckedCall, checkCall } from "./check-call.js";
import { checkKeys, describe } from "./check-keys.js";
import { getToken, headerValue } from "./get-token.js";
import { type HeaderRecord, readHeaders } from "./headers.js";
import type { Method, Paths } from "./operation-types.js";
import { assertToken, type Token, type TokenHeader } from "./token.js";
import { userAgent } from "./user-agent.js";
import type { WebHeaders, WebURL } from "./web.js";

/** The options of {@link createRequestBuilder}. */
export interface RequestBuilderOptions {
  /**
   * GitLab's URL: `https://gitlab.example.com`, or `https://example.com/gitlab` if GitLab has a relative URL. A trailing
   * slash or `/api/v4` is ignored. An explicit `undefined` is refused, so that an unset variable does not send the token to
   * gitlab.com.
   *
   * @default "https://gitlab.com"
   */
  url?: string | WebURL;
  /** A personal, project, group or OAuth access token with the scope `api`, or `read_api` if it is only used to read. */
  token: Token;
  /**
   * The header that contains the token. OAuth tokens require `"authorization"`.
   *
   * @default "authorization"
   */
  tokenHeader?: TokenHeader;
  /** Headers that are added to every request. The token's header is not one of them. */
  headers?: Readonly<Record<string, string>>;
}

/** A request that is ready to be sent, with its token: `fetch(url, { method, headers, body, redirect: "manual" })`. */
export interface PreparedRequest {
  readonly url: string;
  /** In upper case: `"PATCH"`. */
  readonly method: string;
  readonly headers: WebHeaders;
  /** JSON; null when there is no body. */
  readonly body: string | null;
}

/** Builds requests, typed by method and path. */
export interface RequestBuilder {
  /** GitLab's URL, without `/api/v4` and without a trailing slash. */
  readonly url: string;
  /**
   * Builds a request without sending it: for code that sends and reads on its own. The token is in its headers. Middleware
   * does not see it. The option `signal` ends the wait for the token function.
   *
   * The promise rejects with a `TypeError` when an option or a value is invalid, before the token function is called.
   *
   * @example
   * ```ts
   * import { createOpenApiClient } from "@gitlab-job-token-scope/openapi-client";
   *
   * const api = createOpenApiClient({ token: "glpat-…" });
   * const path = "/api/v4/projects/{id}/job_token_scope";
   * const { url, ...init } = await api.prepare("get", path, { params: { path: { id: "group/app" } } });
   * const response = await fetch(url, { ...init, redirect: "manual" });
   * ```
   */
  readonly prepare: <M extends Method, Path extends Paths<M>>(
    method: M,
    path: Path,
    options: CallOptions<Path, M>,
  ) => Promise<PreparedRequest>;
}

/**
 * Creates a builder of requests, for code that sends and reads on its own. It is the part of the client that such code needs:
 * a bundle then leaves out the rest.
 *
 * @throws {TypeError} When an option is invalid.
 *
 * @example
 * ```ts
 * import { createRequestBuilder } from "@gitlab-job-token-scope/openapi-client";
 *
 * const builder = createRequestBuilder({ url: "https://gitlab.example.com", token: "glpat-…" });
 * const path = "/api/v4/projects/{id}/job_token_scope";
 * const { method, headers } = await builder.prepare("get", path, { params: { path: { id: 1 } } });
 * ```
 */
export function createRequestBuilder(options: RequestBuilderOptions): RequestBuilder {
  return builderOf(readOptions(options));
}

/** The builder for options that were read. */
export function builderOf(settings: Settings): RequestBuilder {
  return {
    url: settings.baseUrl,
    prepare: async (method, path, options) => {
      const call = checkCall(method, path, options);
      const { token, tokenHeader } = settings;
      const value = await getToken(token, call.signal);
      const request = build(settings, call);
      request.headers.set(tokenHeader, headerValue(tokenHeader, value));
      return request;
    },
  };
}

/** The names of the options of {@link createRequestBuilder}. */
export const optionNames = ["url", "token", "tokenHeader", "headers"] as const;

/** @throws {TypeError} When an option is invalid or unknown. */
export function readOptions(
  options: RequestBuilderOptions,
  known: readonly string[] = optionNames,
): Settings {
  checkKeys("", options, known);
  const { token, tokenHeader = "authorization", url } = options;
  if (typeof token !== "function") assertToken(token);
  if (tokenHeader !== "authorization" && tokenHeader !== "private-token") {
    throw new TypeError('tokenHeader: expected "authorization" or "private-token"');
  }
  if ("url" in options && (url === undefined || url === null)) {
    throw new TypeError(`url: expected a URL, got ${describe(url)}`);
  }
  return {
    token,
    tokenHeader,
    // The runtime has a URL, whose type this package does not name.
    baseUrl: baseUrl((url ?? "https://gitlab.com") as string | URL),
    headers: { ...userAgent(), ...readHeaders(options.headers) },
  };
}

/** The options, of which none is missing. */
export interface Settings {
  readonly baseUrl: string;
  readonly headers: HeaderRecord;
  readonly token: Token;
  readonly tokenHeader: TokenHeader;
}

/** Builds the request that openapi-fetch would send. The call was checked, so its values are plain. */
function build({ baseUrl, headers }: Settings, call: CheckedCall): PreparedRequest {
  const json = call.body === undefined ? null : JSON.stringify(call.body);
  return {
    url: baseUrl + pathOf(call) + queryOf(call),
    method: call.method.toUpperCase(),
    headers: mergeHeaders(json === null ? {} : { "content-type": "application/json" }, headers, call.headers),
    body: json,
  };
}

function pathOf({ path, params }: CheckedCall): string {
  return path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(params.path[name])));
}

function queryOf({ params }: CheckedCall): string {
  const given = Object.entries(params.query).filter(([, value]) => value !== undefined);
  const query = given.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join("&");
  return query && `?${query}`;
}

/** The last of several values counts, and null removes a header. */
function mergeHeaders(...records: readonly HeaderRecord[]): WebHeaders {
  const merged = new Headers();
  for (const [name, value] of records.flatMap(Object.entries<string | null>)) {
    if (value === null) merged.delete(name);
    else merged.set(name, value);
  }
  return merged;
}
