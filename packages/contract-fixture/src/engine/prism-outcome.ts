import type { IHttpRequest, IHttpResponse } from "@stoplight/prism-http";
import type { validateInput } from "../prism/parts.js";
import type { ScriptResult } from "../script/apply-scripted-response.js";
import type { Problem } from "../violation.js";
import type { Operations } from "./operations.js";

/** The operation that Prism found for a request. */
export interface Operation {
  readonly id: string;
  /** Its path in the document: `"/api/v4/projects/{id}"`. */
  readonly path: string;
}

/** What Prism's validators report. */
export type Diagnostics = Extract<ReturnType<typeof validateInput>, { _tag: "Left" }>["left"][number][];

/** A request that Prism has routed and validated, in its format. */
export interface PrismRequest {
  readonly data: IHttpRequest;
  readonly resource: Operations[number];
  /** What is wrong with the request; empty if it is valid. */
  readonly validations: Diagnostics;
}

/** The outcome of a request to Prism. */
export interface PrismOutcome {
  /** The response, or the reason that there is none: the path, the method or the example was not found. */
  readonly response: IHttpResponse | Error;
  readonly operation: Operation | undefined;
  readonly violations: readonly Problem[];
  readonly isScripted?: false;
}

/** The outcome if a script responds. Its response is sent even if the document does not allow it. */
export interface ScriptedOutcome {
  readonly response: IHttpResponse;
  readonly operation: Operation;
  readonly violations: readonly Problem[];
  readonly isScripted: true;
}

/** Handles a valid or invalid request. */
export type Responder = (operation: Operation, routed: PrismRequest) => Promise<ScriptResult<IHttpResponse>>;
