import type { ErrorCode } from "./error-code.js";

const brand = Symbol.for("@gitlab-job-token-scope/facade/error");

/**
 * The parent of every error that this package throws.
 *
 * No error keeps a request, a response or a header, so none shows a token.
 *
 * @example
 * ```ts
 * import { createGitLab, isJobTokenScopeError } from "@gitlab-job-token-scope/facade";
 *
 * const { allowlist } = createGitLab({ token: "glpat-…" }).project("group/app").jobTokenScope;
 * try {
 *   await allowlist.create({ targetProjectId: 42 });
 * } catch (error) {
 *   if (!isJobTokenScopeError(error) || error.code !== "already_allowed") throw error;
 * }
 * ```
 */
export class JobTokenScopeError extends Error {
  override readonly name: string = "JobTokenScopeError";
  /** What went wrong, to branch on. */
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** What `JSON.stringify` shows. */
  toJSON(): Record<string, unknown> {
    return { name: this.name, code: this.code, message: this.message };
  }
}

// On the prototype, so that the mark crosses copies of this package and shows in no log.
Object.defineProperty(JobTokenScopeError.prototype, brand, { value: true });

/** Whether a value is an error of this package, or of another copy of it. */
export function isJobTokenScopeError(value: unknown): value is JobTokenScopeError {
  return typeof value === "object" && value !== null && brand in value;
}
