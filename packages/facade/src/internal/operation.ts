/** An operation of the API, and the status of its success. Any other is an error. */
export interface Operation {
  readonly method: "GET" | "PATCH" | "POST" | "DELETE";
  /** As the API's description has it: `"/projects/{id}"`. */
  readonly path: string;
  readonly status: number;
}
