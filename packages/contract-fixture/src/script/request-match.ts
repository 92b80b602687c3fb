import type { OperationId } from "../gitlab/operation-id.js";

/** Which requests a script answers: those that have all that is named here. */
export interface RequestMatch {
  operation?: OperationId;
  /** Parameters of the path, decoded: `{ id: "group/app" }`, `{ target_project_id: 42 }`. */
  path?: Record<string, string | number>;
  /** Parameters of the query: `{ page: 2 }`. */
  query?: Record<string, string | number>;
  /** Fields of the body: `{ target_project_id: 42 }`. */
  body?: Record<string, string | number | boolean | null>;
}

/** A request, as a match looks at it. */
export interface MatchedRequest {
  readonly operation: string;
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Whether a request has all that a match names. */
export function matches(match: RequestMatch, request: MatchedRequest): boolean {
  return (
    (match.operation === undefined || match.operation === request.operation) &&
    hasAll(request.path, match.path) &&
    hasAll(request.query, match.query) &&
    hasAll(request.body, match.body)
  );
}

/** Compared as text: in an address there is nothing else. */
function hasAll(given: MatchedRequest["path"], wanted: Readonly<Record<string, unknown>> = {}): boolean {
  return Object.entries(wanted).every(
    ([name, value]) => name in given && String(given[name]) === String(value),
  );
}
