import { createFinalURL, createQuerySerializer, defaultPathSerializer, mergeHeaders } from "openapi-fetch";
import { baseUrl } from "./base-url.js";
import type { CallOptions, Method, Paths } from "./open-api-client.js";
import { assertToken, authorize, type Token, type TokenHeader } from "./token.js";
import { userAgent } from "./user-agent.js";

/** The options of {@link createRequestBuilder}. */
export interface RequestBuilderOptions {
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
  /** Headers that are added to every request. */
  headers?: Readonly<Record<string, string>>;
}

/** A request that is ready to be sent, with its token: `fetch(url, { method, headers, body, redirect: "manual" })`. */
export interface PreparedRequest {
  readonly url: string;
  /** In upper case: `"PATCH"`. */
  readonly method: string;
  readonly headers: Headers;
  /** JSON; null when there is no body. */
  readonly body: string | null;
}

/** Builds requests, typed by method and path. */
export interface RequestBuilder {
  /**
   * Builds a request without sending it: for code that sends and reads on its own. The token is in its headers. Middleware
   * does not see it, and of fetch's options only `headers` make a difference.
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
export function builderOf({ token, tokenHeader, ...defaults }: Settings): RequestBuilder {
  return {
    prepare: async (method, path, call) => {
      const request = build(defaults, method, path, call);
      await authorize(request.headers, token, tokenHeader);
      return request;
    },
  };
}

/** @throws {TypeError} When an option is invalid. */
export function readOptions(options: RequestBuilderOptions): Settings {
  const { token, tokenHeader = "authorization", headers } = options;
  if (typeof token !== "function") assertToken(token);
  if (tokenHeader !== "authorization" && tokenHeader !== "private-token") {
    throw new TypeError('tokenHeader: expected "authorization" or "private-token"');
  }
  return {
    token,
    tokenHeader,
    baseUrl: baseUrl(options.url ?? "https://gitlab.com"),
    headers: { ...userAgent(), ...headers },
  };
}

interface Defaults {
  readonly baseUrl: string;
  readonly headers: Record<string, string>;
}

/** The options, of which none is missing. */
interface Settings extends Defaults {
  readonly token: Token;
  readonly tokenHeader: TokenHeader;
}

/** The options of a call that make a difference to its request, whatever the operation. */
interface RequestOptions {
  readonly params?: { readonly path?: object; readonly query?: object };
  readonly body?: unknown;
  readonly headers?: Parameters<typeof mergeHeaders>[0];
}

const querySerializer = /* @__PURE__ */ createQuerySerializer();

/** Builds a request as openapi-fetch does, from the same parts. */
function build(
  { baseUrl, headers }: Defaults,
  method: string,
  path: string,
  { params = {}, body, headers: ownHeaders }: RequestOptions,
): PreparedRequest {
  const json = body === undefined ? null : JSON.stringify(body);
  return {
    url: createFinalURL(path, {
      baseUrl,
      params: { path: { ...params.path }, query: { ...params.query } },
      querySerializer,
      pathSerializer: defaultPathSerializer,
    }),
    method: method.toUpperCase(),
    headers: mergeHeaders(json === null ? {} : { "content-type": "application/json" }, headers, ownHeaders),
    body: json,
  };
}
