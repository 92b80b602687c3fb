import type { ErrorContext } from "../errors/error-context.js";
import { isJobTokenScopeError, type JobTokenScopeError } from "../errors/job-token-scope-error.js";
import { SettingNotAppliedError } from "../errors/setting-not-applied-error.js";
import { SettingUnconfirmedError } from "../errors/setting-unconfirmed-error.js";
import type { ProjectId } from "../ids.js";
import type { RequestOptions } from "../options.js";
import { readSettings, type Settings, writeEnabled } from "./api/settings.js";
import { Call } from "./http/call.js";
import { contextOf } from "./http/failure.js";
import { isUncertain } from "./is-uncertain.js";
import type { Owner } from "./owner.js";

/** The setting of a project in GitLab. */
export class ScopeSetting {
  readonly #owner: Owner;

  constructor(owner: Owner) {
    this.#owner = owner;
  }

  /** What an error is about before anything is sent. */
  get context(): ErrorContext {
    const { client, reference } = this.#owner;
    return contextOf({ client, subject: { project: reference }, lastUrl: undefined });
  }

  /** Runs a public method, with the project's ID. */
  call<Result>(
    options: RequestOptions | undefined,
    work: (call: Call, id: ProjectId) => Promise<Result>,
    turn?: Promise<unknown>,
  ): Promise<Result> {
    const { client, projects, target, reference } = this.#owner;
    return Call.run(client, { project: reference }, options, async (call) => {
      if (turn !== undefined) await call.wait(() => turn);
      const id = await projects.resolve(call, target);
      try {
        return await work(call, id);
      } catch (error) {
        if (isJobTokenScopeError(error) && error.code === "not_found") projects.forgetId(id);
        throw error;
      }
    });
  }

  read(call: Call, id: ProjectId): Promise<Settings> {
    return readSettings(call, id);
  }

  /**
   * Writes the setting, reads it back and compares: whatever this resolves to is in force. When the response to the write is
   * lost, the value that is read decides.
   *
   * @throws {SettingNotAppliedError} When GitLab accepted the setting and reports another value.
   * @throws {SettingUnconfirmedError} When the setting could not be read back.
   * @throws {JobTokenScopeError} The failure of the write, when the setting is not in force.
   */
  async save(call: Call, id: ProjectId, requested: boolean): Promise<Settings> {
    let lost: JobTokenScopeError | undefined;
    try {
      await writeEnabled(call, id, requested);
    } catch (error) {
      if (!isUncertain(call, error)) throw error;
      lost = error;
    }
    const settings = await this.#readBack(call, id, requested, lost);
    if (settings.inboundEnabled === requested) return settings;
    throw lost ?? new SettingNotAppliedError(requested, settings.inboundEnabled, contextOf(call));
  }

  async #readBack(
    call: Call,
    id: ProjectId,
    requested: boolean,
    lost: JobTokenScopeError | undefined,
  ): Promise<Settings> {
    try {
      return await readSettings(call, id);
    } catch (unread) {
      if (!isJobTokenScopeError(unread) || unread.code === "aborted") throw unread;
      throw new SettingUnconfirmedError(requested, lost, unread, contextOf(call));
    }
  }
}
