import type { ProjectChange } from "../gitlab/project-change.js";

/** The value of a header, or an HTTP date the given number of milliseconds after the response. */
export type ScriptedHeader = string | { dateInMs: number };

interface Timing {
  /** The delay before the request is processed, in milliseconds. @default 0 */
  delayMs?: number;
  /** A change to a project right after this response. */
  meanwhile?: ProjectChange;
}

interface Replacement extends Timing {
  /** Whether GitLab processes the request before its response is replaced. @default false */
  applied?: boolean;
  headers?: Record<string, ScriptedHeader>;
}

/** A response with a status and, optionally, a body. */
export interface StatusResponse extends Replacement {
  status: number;
  /** A string is sent as is, any other value as JSON. @default No body. */
  body?: unknown;
}

/** An HTML page, such as a proxy's error page or a sign-in page. */
export interface HtmlResponse extends Replacement {
  html: string;
  /** @default 200 */
  status?: number;
}

/** A body that is declared as JSON but cannot be parsed. */
export interface MalformedJsonResponse extends Replacement {
  malformedJson: string;
  /** @default 200 */
  status?: number;
}

/** A redirect to another URL. */
export interface RedirectResponse extends Replacement {
  redirect: string;
  /** @default 302 */
  status?: number;
}

/** A connection reset, before or after GitLab processes the request. */
export interface DroppedResponse extends Timing {
  drop: "before" | "after";
}

/** GitLab's own response, delayed or followed by a change. */
export interface PassedThroughResponse extends Timing {
  status?: never;
}

/** Replaces GitLab's response to a request. `"pass"` leaves it unchanged. */
export type ScriptedResponse =
  | "pass"
  | StatusResponse
  | HtmlResponse
  | MalformedJsonResponse
  | RedirectResponse
  | DroppedResponse
  | PassedThroughResponse;
