import type { IHttpResponse } from "@stoplight/prism-http";
import type { EngineRequest, UnnamedResponse } from "./engine.js";
import type { Operation, PrismOutcome, PrismRequest } from "./prism-outcome.js";

/** What responds to requests in one mode. */
export interface Backend {
  /** Handles a valid or invalid request. `routed` is the request in Prism's format. */
  handle(operation: Operation, request: EngineRequest, routed: PrismRequest): Promise<IHttpResponse>;
  /** Converts the outcome, after Prism has validated the response too, to the response that is sent. */
  toResponse(outcome: PrismOutcome, request: EngineRequest): UnnamedResponse | Promise<UnnamedResponse>;
}
