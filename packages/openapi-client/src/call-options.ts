import type { Method, OperationOf, ParametersOf, Paths, RequestBodyOf } from "./operation-types.js";
import type { WebAbortSignal, WebHeaders } from "./web.js";

/** Headers as `fetch` takes them. In a record, null removes a header of the client, and undefined is ignored. */
export type HeadersInput =
  | WebHeaders
  | readonly (readonly [name: string, value: string])[]
  | Readonly<Record<string, string | null | undefined>>;

/** The options of a call that every operation has. */
export interface CommonOptions {
  /** Headers of this request. The token's header is not one of them: it is set by the options `token` and `tokenHeader`. */
  headers?: HeadersInput;
  /** Aborts the call, also while it waits for the token function. The call rejects with the signal's reason. */
  signal?: WebAbortSignal;
}

type QueryOf<Operation> = [ParametersOf<Operation, "query">] extends [never]
  ? { query?: never }
  : { query?: ParametersOf<Operation, "query"> };

type BodyOf<Body> = [Body] extends [never] ? { body?: never } : { body: Body };

/**
 * The options of a call: `params` and `body` as in the document, `headers` and `signal`. Nothing else compiles, and nothing
 * else is accepted at run time.
 */
export type CallOptions<Path extends Paths<M>, M extends Method> = CommonOptions & {
  params: { path: ParametersOf<OperationOf<Path, M>, "path"> } & QueryOf<OperationOf<Path, M>>;
} & BodyOf<RequestBodyOf<OperationOf<Path, M>>>;
