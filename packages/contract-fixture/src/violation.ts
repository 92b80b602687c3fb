/** A violation of the OpenAPI document by a request or a response. */
export interface Violation {
  /** The method of the request: `"PATCH"`. */
  readonly method: string;
  /** The path of the request, as sent. */
  readonly path: string;
  /** The `operationId`, if the document has an operation for the request. */
  readonly operation?: string;
  /** The part that violates the document: the request of the client, or the response. */
  readonly side: "request" | "response";
  /** The location: `"body.enabled"`, `"path.id"`, `"query.per_page"`, `"security"`, `"method"`. */
  readonly location: string;
  /** The problem, as Prism describes it. */
  readonly message: string;
}

/** What is wrong, without the request that it concerns. */
export type Problem = Pick<Violation, "side" | "location" | "message">;

/** Thrown by `assertNoViolations()` and by strict fixtures if requests or responses violated the OpenAPI document. */
export class ViolationError extends Error {
  override readonly name = "ViolationError";
  /** The violations. If a strict fixture is closed: the first of each kind since it was started. */
  readonly violations: readonly Violation[];

  /** @param message By default, a list of the violations. */
  constructor(violations: readonly Violation[], message: string = describeViolations(violations)) {
    super(message);
    this.violations = violations;
  }
}

function describeViolations(violations: readonly Violation[]): string {
  const lines = violations.map((violation) => `  ${describeViolation(violation)}`);
  return `${violations.length} violation(s) of GitLab's OpenAPI document:\n${lines.join("\n")}`;
}

/** Describes a violation in one line. */
export function describeViolation({ method, path, operation, side, location, message }: Violation): string {
  const prefix = side === "request" ? "" : "response to ";
  return `${prefix}${method} ${path}${operation === undefined ? "" : ` (${operation})`}: ${location}: ${message}`;
}
