import type { IHttpConfig, IHttpResponse } from "@stoplight/prism-http";
import type { GitLabResponse } from "../gitlab/response.js";
import type { ScriptResult } from "../script/apply-scripted-response.js";
import type { Violation } from "../violation.js";
import type { Mocker } from "./prism-components.js";

/** The operation that Prism found for a request. */
export interface Operation {
  readonly id: string;
  /** Its path in the document: `"/api/v4/projects/{id}"`. */
  readonly path: string;
}

/** The outcome of a request to Prism. */
export interface PrismOutcome {
  /** The response, or the reason that there is none: the path, the method or the example was not found. */
  readonly response: IHttpResponse | Error;
  readonly operation: Operation | undefined;
  readonly violations: readonly Violation[];
  /** If set, this is sent instead of `response`, even if the document does not allow it. */
  readonly scripted?: GitLabResponse;
}

/** Handles a valid or invalid request for Prism. Without a response, Prism falls back to the examples of the document. */
export type Responder = (
  operation: Operation,
  isValid: boolean,
) => Promise<ScriptResult<IHttpResponse | undefined>>;

/** The function that creates responses from examples, and the selected example. */
export interface Examples {
  readonly mock: Mocker;
  readonly selection: NonNullable<IHttpConfig["mock"]>;
}
