import type { IHttpResponse } from "@stoplight/prism-http";
import type { EngineAnswer, EngineRequest } from "./engine.js";
import type { Examples, Operation, PrismOutcome } from "./prism-outcome.js";

/** What stands behind Prism in one mode. */
export interface Backend {
  /** Answers a request; undefined leaves it to the document's examples. */
  respond(operation: Operation, request: EngineRequest): Promise<IHttpResponse | undefined>;
  /** How the examples are made and chosen, where there are any. */
  examples?(request: EngineRequest): Examples;
  /** What is sent, now that Prism has looked at the answer too. */
  present(outcome: PrismOutcome, request: EngineRequest): EngineAnswer | Promise<EngineAnswer>;
}
