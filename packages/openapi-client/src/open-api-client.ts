import type {
  Client,
  ClientPathsWithMethod,
  FetchResponse,
  MaybeOptionalInit,
  Middleware,
} from "openapi-fetch";
import type { paths } from "./generated/openapi.js";
import type { RequestBuilder } from "./request-builder.js";

/** The HTTP methods of the document, as its path items spell them. */
export type Method = "get" | "post" | "patch" | "delete";

/** The paths that have an operation with a method: `Paths<"patch">` is `"/api/v4/projects/{id}/job_token_scope"`. */
export type Paths<M extends Method> = ClientPathsWithMethod<Client<paths>, M>;

/**
 * The options of a call: `params` and `body` as in the document, and fetch's own options (`signal`, `headers`, …). Unlike in
 * openapi-fetch's own types, unknown options do not compile.
 */
export type CallOptions<Path extends Paths<M>, M extends Method> = Omit<
  MaybeOptionalInit<paths[Path], M>,
  "parseAs" | "baseUrl"
>;

/** The result of a call: `data` if it succeeded, `error` if it failed, and the `response` in both cases. */
export type CallResponse<Path extends Paths<M>, M extends Method> = FetchResponse<
  NonNullable<paths[Path][M]>,
  Record<never, never>,
  `${string}/${string}`
>;

/** A method of the client. */
export type Call<M extends Method> = <Path extends Paths<M>>(
  path: Path,
  options: CallOptions<Path, M>,
) => Promise<CallResponse<Path, M>>;

/** A client with one function per HTTP method, typed by path. */
export interface OpenApiClient extends RequestBuilder {
  /** Reads a resource: `api.GET("/api/v4/projects/{id}/job_token_scope", { params: { path: { id: 1 } } })`. */
  readonly GET: Call<"get">;
  /** Adds an entry to an allowlist. */
  readonly POST: Call<"post">;
  /** Updates the setting. */
  readonly PATCH: Call<"patch">;
  /** Removes an entry from an allowlist. */
  readonly DELETE: Call<"delete">;
  /** Adds openapi-fetch middleware, which sees every request and response. */
  use(...middleware: Middleware[]): void;
  /** Removes middleware. */
  eject(...middleware: Middleware[]): void;
}
