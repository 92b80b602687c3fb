import type {
  Client,
  ClientPathsWithMethod,
  FetchResponse,
  MaybeOptionalInit,
  Middleware,
} from "openapi-fetch";
import type { paths } from "./generated/openapi.js";

/** The HTTP methods of the document, as its path items spell them. */
export type Method = "get" | "post" | "patch" | "delete";

/** The paths that have an operation with a method: `Paths<"patch">` is `"/api/v4/projects/{id}/job_token_scope"`. */
export type Paths<M extends Method> = ClientPathsWithMethod<Client<paths>, M>;

/**
 * What a call takes: `params` and `body` as the document has them, fetch's own options (`signal`, `headers`, …), and
 * nothing else. openapi-fetch alone would let any other name through.
 */
export type CallOptions<Path extends Paths<M>, M extends Method> = Omit<
  MaybeOptionalInit<paths[Path], M>,
  "parseAs" | "baseUrl"
>;

/** What a call gives: `data` for a success, `error` for a refusal, and the `response` either way. */
export type CallAnswer<Path extends Paths<M>, M extends Method> = FetchResponse<
  NonNullable<paths[Path][M]>,
  Record<never, never>,
  `${string}/${string}`
>;

/** A method of the client. */
export type Call<M extends Method> = <Path extends Paths<M>>(
  path: Path,
  options: CallOptions<Path, M>,
) => Promise<CallAnswer<Path, M>>;

/** A client with a method for each HTTP method, typed by path. */
export interface OpenApiClient {
  /** Reads: `api.GET("/api/v4/projects/{id}/job_token_scope", { params: { path: { id: 1 } } })`. */
  readonly GET: Call<"get">;
  /** Adds to an allowlist. */
  readonly POST: Call<"post">;
  /** Writes the setting. */
  readonly PATCH: Call<"patch">;
  /** Removes from an allowlist. */
  readonly DELETE: Call<"delete">;
  /** Any of the four, with the method as an argument: for code that keeps an operation's method and path as data. */
  readonly request: <M extends Method, Path extends Paths<M>>(
    method: M,
    path: Path,
    options: CallOptions<Path, M>,
  ) => Promise<CallAnswer<Path, M>>;
  /** Adds openapi-fetch middleware, which sees each request and each answer. */
  use(...middleware: Middleware[]): void;
  /** Takes middleware out again. */
  eject(...middleware: Middleware[]): void;
}
