import type { GitLabVersion } from "../gitlab/version.js";

/** What a row requires: nothing, a token and a project to read, or also a target to write. */
export type Level = "anonymous" | "read" | "write";

/** Values that the texts of a row refer to by name: `"GET {scope}"`. `undefined` if they are not known. */
export interface Values {
  /** The ID of the project. */
  readonly project: number;
  /** The full path of the project, encoded for a URL; in upper case, too. */
  readonly path: string;
  readonly upperPath: string;
  /** The path of the project's settings: `/projects/1/job_token_scope`. */
  readonly scope: string;
  /** The ID of the project again, unless it is on its allowlist twice. */
  readonly own?: number;
  /** The page of the allowlist that contains the project, and the last page, with 100 entries per page. */
  readonly ownPage: number;
  readonly lastPage: number;
  /** The ID and the encoded path of the group that contains the project. */
  readonly group?: number;
  readonly groupPath?: string;
  /** The ID of the target, and its parameter. */
  readonly target?: number;
  readonly targetName?: "target_project_id" | "target_group_id";
  /** The path of the target's allowlist, and its page that contains the target, with 100 entries per page. */
  readonly list?: string;
  readonly targetPage?: number;
}

/** The expected response. What is `undefined` is not compared. */
export interface Expected {
  readonly status: number;
  /** A JSON value that has to be equal, or a matcher. It can contain matchers. */
  readonly body?: unknown;
  /** The values of headers: a text that has to be equal, or a matcher. */
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** A request, and the expected response. */
export interface Step {
  /** The method and the path after `/api/v4`. */
  readonly send: string;
  /** How the caller's token is sent, if the level has one. `"unknown"` is a token that no GitLab knows. @default "header" */
  readonly token?: "header" | "bearer" | "unknown" | "none";
  readonly headers?: Readonly<Record<string, string>>;
  /** A text, or a value that is sent as JSON. */
  readonly body?: unknown;
  /** The content type of a text. @default "application/json", or no type if it is `null` */
  readonly type?: string | null;
  readonly expect: Expected;
}

/** The state that a row starts from. */
export interface Given {
  /** The setting of the project. */
  readonly enabled?: boolean;
  /** Whether the target is on the allowlist. */
  readonly listed?: boolean;
}

/** A fact of `docs/gitlab-behaviour.md` as requests and responses. */
export interface Row {
  /** Begins with the fact's ID: `"[page-limit] …"`. */
  readonly title: `[${string}] ${string}`;
  /** The steps are tried in order, until one differs. */
  readonly steps: readonly Step[];
  /** The versions for which the fact is true. @default all */
  readonly versions?: readonly GitLabVersion[];
  /** The kind of target that the row is about. @default both */
  readonly target?: "project" | "group";
  readonly given?: Given;
  /** Whether the row disables the scope, which an instance that enforces it does not permit. */
  readonly disables?: boolean;
  /** A response that shows that the fact does not apply here, and why. */
  readonly unless?: Expected & { readonly reason: string };
}

/** The ID of the fact that a row is about. */
export function factOf({ title }: Pick<Row, "title">): string {
  return title.slice(1, title.indexOf("]"));
}
