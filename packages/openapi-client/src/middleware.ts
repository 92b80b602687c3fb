import type { WebRequest, WebResponse } from "./web.js";

/** The request that a middleware sees, and the operation that it belongs to. */
export interface MiddlewareContext {
  /** The request, with its token. */
  readonly request: WebRequest;
  /** The path as the document has it: `"/api/v4/projects/{id}/job_token_scope"`. */
  readonly schemaPath: string;
  readonly params: { readonly path?: Record<string, unknown>; readonly query?: Record<string, unknown> };
  /** Identifies the request. */
  readonly id: string;
}

/** What a callback of a middleware may return: a replacement, or nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: an async function may return a replacement on one branch, and end on another.
type Replacement<Type> = Type | undefined | void | Promise<Type | undefined | void>;

/**
 * Callbacks that see every request and response. At least one is required. openapi-fetch's own middleware can be used too.
 *
 * A middleware sees the token, and can undo the client's protection: a request that it replaces is sent as it is.
 */
export interface Middleware {
  /** Returns another request, a response that is used without sending the request, or nothing. */
  onRequest?(context: MiddlewareContext): Replacement<WebRequest | WebResponse>;
  /** Returns another response, or nothing. */
  onResponse?(context: MiddlewareContext & { readonly response: WebResponse }): Replacement<WebResponse>;
  /** Called when there is no response. Returns a response, another error, or nothing. */
  onError?(context: MiddlewareContext & { readonly error: unknown }): Replacement<WebResponse | Error>;
}
