import { JobTokenScopeError } from "./job-token-scope-error.js";

/**
 * GitLab accepted a setting, and a read right after it says another.
 *
 * `code` is `enforced_by_instance` when `false` was asked for: GitLab 18.0 to 18.7 answer 204 and change nothing while the
 * instance enforces the scope. Otherwise it is `setting_not_applied`.
 */
export class SettingNotAppliedError extends JobTokenScopeError {
  override readonly name = "SettingNotAppliedError";
  /** The value that was asked for. */
  readonly asked: boolean;
  /** The value that GitLab says is in force. */
  readonly actual: boolean;

  constructor(asked: boolean, actual: boolean) {
    const isEnforced = !asked && actual;
    super(
      isEnforced ? "enforced_by_instance" : "setting_not_applied",
      `GitLab accepted enabled: ${asked}, and reads inbound_enabled: ${actual}. ${
        isEnforced
          ? "The instance enforces the job token scope; an administrator can change that."
          : "Somebody may have changed it in between; refresh and save again."
      }`,
    );
    this.asked = asked;
    this.actual = actual;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), asked: this.asked, actual: this.actual };
  }
}
