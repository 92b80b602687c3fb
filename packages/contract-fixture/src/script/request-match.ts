import type { OperationId } from "../gitlab/operation-id.js";

/** The requests that a script applies to: those that match all of the given values. */
export interface RequestMatch {
  operation?: OperationId;
  /** Path parameters, decoded: `{ id: "group/app" }`, `{ target_project_id: 42 }`. */
  path?: Record<string, string | number>;
  /** Query parameters: `{ page: 2 }`. */
  query?: Record<string, string | number>;
  /** Fields of the JSON or form body: `{ target_project_id: 42 }`. */
  body?: Record<string, string | number | boolean | null>;
}

/** The parts of a request that a match can refer to. */
export interface MatchableRequest {
  readonly operation: string;
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Whether a request matches. */
export function matches(match: RequestMatch, request: MatchableRequest): boolean {
  return (
    (match.operation === undefined || match.operation === request.operation) &&
    hasAll(request.path, match.path) &&
    hasAll(request.query, match.query) &&
    hasAll(request.body, match.body)
  );
}

/** Compares values as strings, since path and query parameters are strings. */
function hasAll(actual: MatchableRequest["path"], expected: Readonly<Record<string, unknown>> = {}): boolean {
  return Object.entries(expected).every(
    ([name, value]) => name in actual && String(actual[name]) === String(value),
  );
}
