import type { OperationId } from "../gitlab/operation-id.js";

/** The requests that a script applies to: those that match all of the given values. */
export interface RequestMatch {
  operation?: OperationId;
  /** The method, as sent: `"GET"`. */
  method?: string;
  /**
   * The path of the URL, encoded as sent, without the query: `"/api/v4/runners"`. It also matches requests for which the document
   * has no operation. If a script with it responds to such a request, the request is noted, and is not a violation.
   */
  pathname?: string;
  /** Path parameters, decoded: `{ id: "group/app" }`, `{ target_project_id: 42 }`. */
  path?: Record<string, string | number>;
  /** Query parameters: `{ page: 2 }`. */
  query?: Record<string, string | number>;
  /** Fields of the JSON or form body: `{ target_project_id: 42 }`. */
  body?: Record<string, string | number | boolean | null>;
}

/** The parts of a request that a match can refer to. */
export interface MatchableRequest {
  /** `"none"` if the document has no operation for the request. */
  readonly operation: string;
  readonly method: string;
  readonly pathname: string;
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Whether a request matches. */
export function matches(match: RequestMatch, request: MatchableRequest): boolean {
  return findMismatches(match, request).length === 0;
}

/** Describes each value of the match that differs in a request: `"body.target_project_id is 43, expected 42"`. */
export function findMismatches(match: RequestMatch, request: MatchableRequest): string[] {
  return [
    ...compare("", pickNames(request), pickNames(match)),
    ...compare("path.", request.path, match.path),
    ...compare("query.", request.query, match.query),
    ...compare("body.", request.body, match.body),
  ];
}

function pickNames({ operation, method, pathname }: RequestMatch | MatchableRequest): Record<string, string> {
  return {
    ...(operation !== undefined && { operation }),
    ...(method !== undefined && { method }),
    ...(pathname !== undefined && { pathname }),
  };
}

/** Compares values as strings, since path and query parameters are strings. */
function compare(
  prefix: string,
  actual: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>> = {},
): string[] {
  return Object.entries(expected).flatMap(([name, value]) => {
    if (!Object.hasOwn(actual, name)) return [`${prefix}${name} is missing, expected ${String(value)}`];
    const text = String(actual[name]);
    return text === String(value) ? [] : [`${prefix}${name} is ${shorten(text)}, expected ${String(value)}`];
  });
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
