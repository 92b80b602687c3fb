import type { ErrorContext } from "./error-context.js";
import { JobTokenScopeError } from "./job-token-scope-error.js";

/**
 * A setting was written and could not be read back, so it is not known to be in force. `cause` is the failure of the write
 * if its response was lost, and otherwise the failure of the read. Saving again is safe.
 */
export class SettingUnconfirmedError extends JobTokenScopeError {
  override readonly name = "SettingUnconfirmedError";
  /** The requested value. */
  readonly requested: boolean;

  /**
   * @param lost Why the response to the write was lost; undefined when GitLab accepted the write.
   * @param unread Why the setting could not be read.
   */
  constructor(requested: boolean, lost: Error | undefined, unread: Error, context?: ErrorContext) {
    const write =
      lost === undefined
        ? `GitLab accepted enabled: ${requested}.`
        : `The response to enabled: ${requested} was lost: ${lost.message}.`;
    super(
      "setting_unconfirmed",
      `It is not known whether the setting is in force. ${write} Reading it back failed: ${unread.message}`,
      context,
      { cause: lost ?? unread },
    );
    this.requested = requested;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), requested: this.requested };
  }
}
