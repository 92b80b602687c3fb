import type { Violation } from "../violation.js";
import type { RequestBody } from "./request-body.js";

/** An HTTP request, as an engine takes it. */
export interface EngineRequest {
  /** In capitals. */
  readonly method: string;
  /** The address that was called. */
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; empty where there was none. */
  readonly text: string;
  /** The body, read by its content type. */
  readonly body: RequestBody;
}

/** An HTTP answer, as an engine gives it. */
export interface EngineAnswer {
  /** 0 where the connection is reset instead. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A value to be sent as JSON, a text to be sent as it is, or undefined for no body. */
  readonly body: unknown;
  readonly operation?: string;
  readonly violations: readonly Violation[];
}

/** Answers requests by the OpenAPI document, and says where a request or its answer broke it. */
export type Engine = (request: EngineRequest) => Promise<EngineAnswer>;
