import type { GroupId, ProjectId } from "../ids.js";
import type { ErrorContext } from "./error-context.js";
import { JobTokenScopeError } from "./job-token-scope-error.js";

/**
 * It is not known whether an entry was added or removed: the response was lost, and then the list could not be read.
 * `cause` is the failure of the write. `ensurePresent()` and `ensureAbsent()` are safe to call again.
 */
export class EntryUnconfirmedError extends JobTokenScopeError {
  override readonly name = "EntryUnconfirmedError";
  /** The ID of the project or group that was to be added or removed. */
  readonly id: ProjectId | GroupId;
  /** The requested change. */
  readonly change: "added" | "removed";

  constructor(
    { id, change }: { id: ProjectId | GroupId; change: "added" | "removed" },
    lost: Error,
    unread: Error,
    context?: ErrorContext,
  ) {
    super(
      "entry_unconfirmed",
      `It is not known whether ${id} was ${change}. The response was lost: ${lost.message}. Reading the list failed: ${unread.message}`,
      context,
      { cause: lost },
    );
    this.id = id;
    this.change = change;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), id: this.id, change: this.change };
  }
}
