import type { GroupAllowlist, ProjectAllowlist } from "./allowlist.js";
import { InvalidRequestError } from "./errors/invalid-request-error.js";
import { SettingNotAppliedError } from "./errors/setting-not-applied-error.js";
import type { Settings } from "./internal/api.js";
import type { SettingsStore } from "./internal/settings-store.js";
import type { RequestOptions } from "./options.js";

/**
 * A project's job token scope, as it was when it was last read.
 *
 * @example
 * ```ts
 * import { createGitLab } from "@gitlab-job-token-scope/facade";
 *
 * const scope = await createGitLab({ token: "glpat-…" }).project("group/app").jobTokenScope.get();
 * scope.enabled = false;
 * await scope.save();
 * console.log(scope.inboundEnabled); // false
 * ```
 */
export class JobTokenScope {
  /** The projects whose job tokens this project accepts while the scope is on. */
  readonly allowlist: ProjectAllowlist;
  /** The groups whose projects' job tokens this project accepts while the scope is on. */
  readonly groupsAllowlist: GroupAllowlist;
  readonly #store: SettingsStore;
  #read: Settings;
  #enabled: boolean;
  #turn: Promise<void> = Promise.resolve();

  /** @internal */
  constructor(
    settings: Settings,
    store: SettingsStore,
    lists: { allowlist: ProjectAllowlist; groupsAllowlist: GroupAllowlist },
  ) {
    this.#read = settings;
    this.#enabled = settings.inboundEnabled;
    this.#store = store;
    this.allowlist = lists.allowlist;
    this.groupsAllowlist = lists.groupsAllowlist;
  }

  /**
   * Whether job tokens of other projects are limited to the allowlists. After a read this is the value in force: `true`
   * also when the instance enforces it. Setting it changes nothing in GitLab until {@link save}.
   *
   * @throws {InvalidRequestError} When it is set to anything but a boolean.
   */
  get inboundEnabled(): boolean {
    return this.#enabled;
  }

  set inboundEnabled(value: boolean) {
    if (typeof value !== "boolean") throw new InvalidRequestError("enabled: expected true or false");
    this.#enabled = value;
  }

  /** The same setting as {@link inboundEnabled}, by the name that GitLab takes it under. */
  get enabled(): boolean {
    return this.inboundEnabled;
  }

  set enabled(value: boolean) {
    this.inboundEnabled = value;
  }

  /** A retired setting that can only be read. `false` on GitLab 18.0 and later. */
  get outboundEnabled(): boolean {
    return this.#read.outboundEnabled;
  }

  /** Whether the setting was changed here and not saved. */
  get isDirty(): boolean {
    return this.#enabled !== this.#read.inboundEnabled;
  }

  /**
   * Writes the setting if it was changed, reads it again, and compares: GitLab's answer to a write does not prove it. Sends
   * nothing when nothing was changed.
   *
   * @throws {SettingNotAppliedError} When GitLab accepted the setting and reads another; this object then has that one.
   * @throws {SettingUnconfirmedError} When GitLab accepted the setting and could not be read afterwards.
   * @throws {ResponseError} When GitLab refused: `enforced_by_instance`, `forbidden`, `not_found` and others.
   */
  save(options?: RequestOptions): Promise<void> {
    const asked = this.#enabled;
    return this.#inTurn(async () => {
      if (asked === this.#read.inboundEnabled) return;
      const { inboundEnabled } = this.#take(await this.#store.write(asked, options), asked);
      if (inboundEnabled !== asked) throw new SettingNotAppliedError(asked, inboundEnabled);
    });
  }

  /**
   * Reads the settings again. A change that was not saved is lost.
   *
   * @throws {ResponseError} When GitLab refused: `forbidden`, `not_found` and others.
   */
  refresh(options?: RequestOptions): Promise<void> {
    const before = this.#enabled;
    return this.#inTurn(async () => {
      this.#take(await this.#store.read(options), before);
    });
  }

  /** What `JSON.stringify` shows. */
  toJSON(): { inboundEnabled: boolean; outboundEnabled: boolean } {
    return { inboundEnabled: this.inboundEnabled, outboundEnabled: this.outboundEnabled };
  }

  /** Takes what was read, but for a setting that was changed here while it was read. */
  #take(settings: Settings, before: boolean): Settings {
    this.#read = settings;
    if (this.#enabled === before) this.#enabled = settings.inboundEnabled;
    return settings;
  }

  /** Runs when all that was begun before has ended, so that the last one begun is the one that holds. */
  #inTurn(run: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(run);
    this.#turn = turn.catch(() => {});
    return turn;
  }
}
