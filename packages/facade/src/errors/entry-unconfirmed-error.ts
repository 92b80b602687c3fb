import { JobTokenScopeError } from "./job-token-scope-error.js";

/**
 * An entry may have been added or not: the answer was lost, and the list that would tell could not be read. `cause` says how
 * the answer was lost. `ensurePresent()` is safe to call again.
 */
export class EntryUnconfirmedError extends JobTokenScopeError {
  override readonly name = "EntryUnconfirmedError";
  /** The number of the project or group that was to be added. */
  readonly id: number;

  constructor(id: number, lost: Error, unread: Error) {
    super(
      "entry_unconfirmed",
      `It is not known whether ${id} was added. The answer was lost: ${lost.message} Then the list could not be read: ${unread.message}`,
      { cause: lost },
    );
    this.id = id;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), id: this.id };
  }
}
