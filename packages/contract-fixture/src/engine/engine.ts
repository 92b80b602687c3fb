import type { RateLimitResult } from "../gitlab/rate-limit.js";
import type { Note } from "../note.js";
import type { Problem, Violation } from "../violation.js";
import type { RequestBody } from "./request-body.js";

/** An HTTP request to an engine. */
export interface EngineRequest {
  /** In upper case. */
  readonly method: string;
  /** The requested URL. */
  readonly url: URL;
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The IP address of the client; empty without a socket. */
  readonly address: string;
  /** The body as text; empty if there is none. */
  readonly text: string;
  /** The body, parsed according to its content type. */
  readonly body: RequestBody;
  /** The request as received, for `mode: "proxy"`. */
  readonly raw: RawRequest;
  /** The request as sent, if this one is in the form that the document declares. */
  readonly sent?: EngineRequest;
}

/** Names and values in alternation, as Node.js receives and sends them: a name can be repeated. */
export type RawHeaders = readonly string[];

/** A request as received. */
export interface RawRequest {
  /** The path and query, not normalized. */
  readonly target: string;
  readonly headers: RawHeaders;
  readonly body: Uint8Array;
}

/** A response that is sent unchanged. */
export interface RawResponse {
  readonly statusMessage: string;
  readonly headers: RawHeaders;
  readonly body: Uint8Array;
  /** The body after its content encoding was undone. */
  readonly decoded: Uint8Array;
}

/** An HTTP response from an engine. */
export interface EngineResponse {
  /** 0 resets the connection. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A string is sent as is, any other value as JSON. Undefined for no body. */
  readonly body: unknown;
  readonly operation?: string | undefined;
  readonly violations: readonly Violation[];
  /** Sent instead of `headers` and `body`. */
  readonly raw?: RawResponse;
  readonly notes?: readonly Note[];
  /** A script replaced GitLab's response. */
  readonly isScripted?: boolean;
}

/** A response whose violations and notes do not name the request yet. */
export interface UnnamedResponse extends Omit<EngineResponse, "violations" | "notes"> {
  readonly violations: readonly Problem[];
  readonly notes?: readonly Omit<Problem, "side">[];
}

/** An engine for requests that were counted, if there is a rate limit. */
export type LimitedEngine = (request: EngineRequest, limit?: RateLimitResult) => Promise<UnnamedResponse>;

/** Handles requests as the OpenAPI document describes, and reports violations of the document. */
export type Engine = (request: EngineRequest) => Promise<EngineResponse>;
