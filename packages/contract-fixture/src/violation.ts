/** Something about a request or an answer that the OpenAPI document does not allow. */
export interface Violation {
  /** The request's method: `"PATCH"`. */
  readonly method: string;
  /** The request's path, as it was sent. */
  readonly path: string;
  /** The `operationId`, where the document has an operation for the request. */
  readonly operation?: string;
  /** Who broke the document: the client by its request, or the fixture by its answer. */
  readonly side: "request" | "response";
  /** Where: `"body.enabled"`, `"path.id"`, `"query.per_page"`, `"security"`, `"method"`. */
  readonly location: string;
  /** What is wrong there, in Prism's words. */
  readonly message: string;
}

/** The OpenAPI document was broken where it should not be: what `strict` and `assertNoViolations` fail with. */
export class ViolationError extends Error {
  override readonly name = "ViolationError";
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    const lines = violations.map((violation) => `  ${describeViolation(violation)}`);
    super(`${violations.length} violation(s) of GitLab's OpenAPI document:\n${lines.join("\n")}`);
    this.violations = violations;
  }
}

/** A violation in one line. */
export function describeViolation({ method, path, operation, side, location, message }: Violation): string {
  const who = side === "request" ? "" : "the answer to ";
  return `${who}${method} ${path}${operation === undefined ? "" : ` (${operation})`}: ${location}: ${message}`;
}
