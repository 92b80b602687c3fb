import type { GroupId, ProjectId } from "../ids.js";
import { JobTokenScopeError } from "./job-token-scope-error.js";

/**
 * An entry may have been added, or removed, or not: the answer was lost, and the list that would tell could not be read.
 * `cause` says how the answer was lost. `ensurePresent()` and `ensureAbsent()` are safe to call again.
 */
export class EntryUnconfirmedError extends JobTokenScopeError {
  override readonly name = "EntryUnconfirmedError";
  /** The number of the project or group that was to be added or removed. */
  readonly id: ProjectId | GroupId;
  /** What was to be done with it. */
  readonly change: "added" | "removed";

  constructor(id: ProjectId | GroupId, change: "added" | "removed", lost: Error, unread: Error) {
    super(
      "entry_unconfirmed",
      `It is not known whether ${id} was ${change}. The answer was lost: ${lost.message} Then the list could not be read: ${unread.message}`,
      { cause: lost },
    );
    this.id = id;
    this.change = change;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), id: this.id, change: this.change };
  }
}
