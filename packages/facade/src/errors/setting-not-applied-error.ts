import type { ErrorContext } from "./error-context.js";
import { JobTokenScopeError } from "./job-token-scope-error.js";

/**
 * GitLab accepted a setting, and a read right after it returned another value.
 *
 * GitLab 18.0 to 18.7 do this to `false` while the instance enforces the scope: they respond with 204 and change nothing.
 * Somebody else's write in between looks the same, so the code is always `setting_not_applied`; `enforced_by_instance` is
 * reported only when GitLab says so.
 */
export class SettingNotAppliedError extends JobTokenScopeError {
  override readonly name = "SettingNotAppliedError";
  /** The requested value. */
  readonly requested: boolean;
  /** The value that GitLab reports to be in force. */
  readonly actual: boolean;

  constructor(requested: boolean, actual: boolean, context?: ErrorContext) {
    const reason = requested
      ? "Somebody may have changed it in between."
      : "The instance may enforce the job token scope (GitLab 18.0 to 18.7 do not report that), or somebody may have changed it in between.";
    super(
      "setting_not_applied",
      `GitLab accepted enabled: ${requested} and then reported inbound_enabled: ${actual}. ${reason}`,
      context,
    );
    this.requested = requested;
    this.actual = actual;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), requested: this.requested, actual: this.actual };
  }
}
