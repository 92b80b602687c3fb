import type { CallError } from "./call-error.js";
import type { CallOptions } from "./call-options.js";
import type { Middleware } from "./middleware.js";
import type {
  ErrorBody,
  ErrorStatus,
  Method,
  OperationOf,
  Paths,
  ResponsesOf,
  SuccessBody,
  SuccessStatus,
  UndeclaredStatus,
} from "./operation-types.js";
import type { RequestBuilder } from "./request-builder.js";
import type { WebResponse } from "./web.js";

/** What a call returns as `data` if it succeeded: the parsed JSON, or undefined for a 204. */
export type CallData<Path extends Paths<M>, M extends Method> = {
  [Status in SuccessStatus<OperationOf<Path, M>>]: SuccessBody<ResponsesOf<OperationOf<Path, M>>[Status]>;
}[SuccessStatus<OperationOf<Path, M>>];

/**
 * What a call returns as `error` if it failed. It narrows by `status`: each status of the document has the body that the
 * document declares, or text. Other statuses have an unknown object or text. The status 0 is a redirect in a browser.
 */
export type CallErrors<Path extends Paths<M>, M extends Method> =
  | {
      [Status in ErrorStatus<OperationOf<Path, M>>]: CallError<
        Status,
        ErrorBody<ResponsesOf<OperationOf<Path, M>>[Status]>
      >;
    }[ErrorStatus<OperationOf<Path, M>>]
  | CallError<0, "">
  | CallError<UndeclaredStatus<ErrorStatus<OperationOf<Path, M>>>, object | string>;

/** The result of a call: `data` if it succeeded, `error` if it failed, and the `response` in both cases. */
export type CallResponse<Path extends Paths<M>, M extends Method> =
  | { readonly data: CallData<Path, M>; readonly error: undefined; readonly response: WebResponse }
  | { readonly data: undefined; readonly error: CallErrors<Path, M>; readonly response: WebResponse };

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
  /** Adds middleware, which sees every request and response. */
  use(...middleware: Middleware[]): void;
  /** Removes middleware. */
  eject(...middleware: Middleware[]): void;
}
