import type { IHttpConfig, IHttpResponse } from "@stoplight/prism-http";
import type { Answer } from "../gitlab/answer.js";
import type { Played } from "../script/play.js";
import type { Violation } from "../violation.js";
import type { Mocker } from "./prism-components.js";

/** The operation that Prism found for a request. */
export interface Operation {
  readonly id: string;
  /** Its path in the document: `"/api/v4/projects/{id}"`. */
  readonly path: string;
}

/** What Prism made of a request. */
export interface PrismOutcome {
  /** The answer, or why there is none: no such path, no such method, no such example. */
  readonly response: IHttpResponse | Error;
  readonly operation: Operation | undefined;
  readonly violations: readonly Violation[];
  /** What is to be sent instead, whatever the document says of it. */
  readonly scripted?: Answer;
}

/** Answers in Prism's stead a request that is valid or not. No answer at all leaves it to the document's examples. */
export type Responder = (
  operation: Operation,
  isValid: boolean,
) => Promise<Played<IHttpResponse | undefined>>;

/** Prism's answers by example: what makes them, and which ones are wanted. */
export interface Examples {
  readonly mock: Mocker;
  readonly wanted: NonNullable<IHttpConfig["mock"]>;
}
