import type { ErrorCode } from "./error-code.js";
import { describeContext, type ErrorContext } from "./error-context.js";

const brand = Symbol.for("@gitlab-job-token-scope/facade/error");

/**
 * The parent of every error that this package throws.
 *
 * No error keeps a request, a response or a header, so none reveals a token.
 *
 * @example
 * ```ts
 * import { createGitLab, isJobTokenScopeError } from "@gitlab-job-token-scope/facade";
 *
 * const { allowlist } = createGitLab({ token: "glpat-…" }).project("group/app").jobTokenScope;
 * try {
 *   await allowlist.create(42);
 * } catch (error) {
 *   if (!isJobTokenScopeError(error) || error.code !== "already_allowed") throw error;
 * }
 * ```
 */
export class JobTokenScopeError extends Error {
  override readonly name: string = "JobTokenScopeError";
  /** What went wrong, to branch on. */
  readonly code: ErrorCode;
  /** The project, as the caller named it: `"group/app"`. Undefined for errors that are not about a project. */
  readonly project: string | number | undefined;
  /** The group, as the caller named it: `"group"`. Undefined for errors that are not about {@link GitLab.group}. */
  readonly group: string | number | undefined;
  /** The project or group to be added or removed, as the caller named it. Undefined where there is none. */
  readonly target: string | number | undefined;
  /** The URL of the request that failed, or of the last one, without its query. Undefined when nothing was sent. */
  readonly url: string | undefined;

  constructor(code: ErrorCode, message: string, context: ErrorContext = {}, options?: ErrorOptions) {
    super(message + describeContext(context), options);
    this.code = code;
    this.project = context.project;
    this.group = context.group;
    this.target = context.target;
    this.url = context.url;
  }

  /** What `JSON.stringify` shows. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, project, group, target, url } = this;
    return { name, code, message, project, group, target, url };
  }
}

// On the prototype, so that the brand works across copies of this package and does not show up in logs.
Object.defineProperty(JobTokenScopeError.prototype, brand, {});

/** Whether a value is an error of this package, or of another copy of it. */
export function isJobTokenScopeError(value: unknown): value is JobTokenScopeError {
  return typeof value === "object" && value !== null && brand in value;
}
