import type { Level } from "./row.js";
import type { ComparedVersion } from "./version.js";

/** What became of a row. */
export interface RowResult {
  /** The fact's ID in `docs/gitlab-behaviour.md`: `"page-limit"`. */
  readonly fact: string;
  readonly title: string;
  /** What the row requires. `undefined` for facts that cannot be tried here at all. */
  readonly level?: Level;
  readonly result: "holds" | "differs" | "not tried";
  /** The request whose response differs, with both. The token is masked. */
  readonly request?: string;
  readonly expected?: string;
  readonly actual?: string;
  /** Why the row was not tried. */
  readonly reason?: string;
}

/** The result of `verifyGitLab()`. */
export interface Verification {
  readonly url: string;
  readonly version: ComparedVersion;
  readonly rows: readonly RowResult[];
  /** Whether the project was changed, and is as before. */
  readonly putBack: "not needed" | "done" | "failed";
  /** What could not be done although it was requested, and how to put the project back if that failed. */
  readonly problems: readonly string[];
}
