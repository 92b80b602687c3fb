import type { ErrorCode } from "../errors/error-code.js";

/** An operation of the API, and the status of its success. Any other is an error. */
export interface Operation {
  readonly method: "GET" | "PATCH" | "POST" | "DELETE";
  /** As the API's description has it: `"/projects/{id}"`. */
  readonly path: string;
  readonly status: number;
  /** What a second attempt hears when the first was carried out and its answer was lost. */
  readonly repeated?: ErrorCode;
  /** What is looked up, for a message that has to name it. */
  readonly subject?: string;
}
