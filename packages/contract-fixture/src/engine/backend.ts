import type { IHttpResponse } from "@stoplight/prism-http";
import type { EngineRequest, EngineResponse } from "./engine.js";
import type { Examples, Operation, PrismOutcome } from "./prism-outcome.js";

/** The upstream of Prism in one mode. */
export interface Backend {
  /** Handles a request. Undefined falls back to the examples of the document. */
  handle(operation: Operation, request: EngineRequest): Promise<IHttpResponse | undefined>;
  /** Selects the example for a request. Only in `mode: "examples"`. */
  examples?(request: EngineRequest): Examples;
  /** Converts the outcome, after Prism has validated the response too, to the response that is sent. */
  toResponse(outcome: PrismOutcome, request: EngineRequest): EngineResponse | Promise<EngineResponse>;
}
