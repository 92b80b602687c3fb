const brand = Symbol.for("@gitlab-job-token-scope/desired-state/error");

/**
 * What was wrong, to branch on.
 *
 * | code | when |
 * | --- | --- |
 * | `invalid_state` | a desired state, or a file of them, is not valid |
 * | `invalid_plan` | a plan is not valid |
 * | `invalid_option` | an option or argument is not valid |
 * | `other_gitlab` | a plan was made for another GitLab |
 * | `duplicate_project` | a project is given twice |
 */
export type DesiredStateErrorCode =
  | "invalid_state"
  | "invalid_plan"
  | "invalid_option"
  | "other_gitlab"
  | "duplicate_project";

/** One thing that is wrong with an input, and where. */
export interface Problem {
  /** The keys that lead to the place: `["projects", "group/app", "prune"]`. Empty for the input as a whole. */
  readonly path: readonly (string | number)[];
  /** What is wrong, and what to do. */
  readonly message: string;
  /** The line in the file, from 1. */
  readonly line?: number;
  /** The column in the line, from 1. */
  readonly column?: number;
}

/** An input is not valid. Nothing was sent to GitLab. Failures of GitLab's are errors of the facade. */
export class DesiredStateError extends Error {
  override readonly name = "DesiredStateError";
  /** What was wrong, to branch on. */
  readonly code: DesiredStateErrorCode;
  /** Everything that is wrong, in the order of the input. */
  readonly problems: readonly Problem[];

  constructor(code: DesiredStateErrorCode, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.code = code;
    this.problems = problems;
  }

  /** What `JSON.stringify` shows. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, problems } = this;
    return { name, code, message, problems };
  }
}

// On the prototype, so that the brand works across copies of this package and does not show up in logs.
Object.defineProperty(DesiredStateError.prototype, brand, { value: true });

/** Whether a value is an error of this package, or of another copy of it. */
export function isDesiredStateError(value: unknown): value is DesiredStateError {
  return typeof value === "object" && value !== null && brand in value;
}
