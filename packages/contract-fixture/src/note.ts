/** A part of a request that GitLab accepts, although the OpenAPI document does not declare it. Never fails a test. */
export interface Note {
  /** The method of the request: `"PATCH"`. */
  readonly method: string;
  /** The path of the request, as sent. */
  readonly path: string;
  /** The `operationId`, if the document has an operation for the request. */
  readonly operation?: string;
  /** The location: `"body"`, `"query.enabled"`, `"method"`. */
  readonly location: string;
  /** How GitLab reads it. */
  readonly message: string;
}
