import type { ProjectChange } from "../gitlab/project-change.js";

/** A header's value, or a date so many milliseconds after the answer, as HTTP writes dates. */
export type ScriptedHeader = string | { dateInMs: number };

interface Timing {
  /** How long to wait first, in milliseconds. @default 0 */
  delayMs?: number;
  /** What somebody else does right after this answer. */
  meanwhile?: ProjectChange;
}

interface Replaced extends Timing {
  /** Whether GitLab carries the request out before its own answer is replaced by this one. @default false */
  applied?: boolean;
  headers?: Record<string, ScriptedHeader>;
}

/** A status, and a body: a value that is sent as JSON, or a text that is sent as it is. */
export interface StatusAnswer extends Replaced {
  status: number;
  /** @default No body. */
  body?: unknown;
}

/** A page of HTML, as proxies and sign-in pages answer. */
export interface HtmlAnswer extends Replaced {
  html: string;
  /** @default 200 */
  status?: number;
}

/** A body that says it is JSON and breaks off. */
export interface MalformedJsonAnswer extends Replaced {
  malformedJson: string;
  /** @default 200 */
  status?: number;
}

/** A redirect to another address. */
export interface RedirectAnswer extends Replaced {
  redirect: string;
  /** @default 302 */
  status?: number;
}

/** A connection that is reset: before GitLab carried the request out, or after it. */
export interface DroppedAnswer extends Timing {
  drop: "before" | "after";
}

/** GitLab's own answer, late or followed by a change. */
export interface PassedAnswer extends Timing {
  status?: never;
}

/** What a request is answered with instead of GitLab's own answer; `"pass"` leaves it to GitLab. */
export type ScriptedAnswer =
  | "pass"
  | StatusAnswer
  | HtmlAnswer
  | MalformedJsonAnswer
  | RedirectAnswer
  | DroppedAnswer
  | PassedAnswer;
