import { JobTokenScopeError } from "./job-token-scope-error.js";

/** GitLab accepted a setting, and the read that was to confirm it failed: `cause` says why. */
export class SettingUnconfirmedError extends JobTokenScopeError {
  override readonly name = "SettingUnconfirmedError";
  /** The value that was asked for. */
  readonly asked: boolean;

  constructor(asked: boolean, cause: Error) {
    super(
      "setting_unconfirmed",
      `GitLab accepted enabled: ${asked}, but could not be read afterwards, so it is not known to be in force. ${cause.message}`,
      { cause },
    );
    this.asked = asked;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), asked: this.asked };
  }
}
