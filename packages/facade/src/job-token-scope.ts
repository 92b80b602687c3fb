import type { GroupAllowlist, ProjectAllowlist } from "./allowlist.js";
import { InvalidRequestError } from "./errors/invalid-request-error.js";
import type { ProjectId } from "./ids.js";
import type { Settings } from "./internal/api/settings.js";
import type { Call } from "./internal/http/call.js";
import type { ScopeSetting } from "./internal/scope-setting.js";
import type { RequestOptions } from "./options.js";

/**
 * A project's job token scope, as it was when it was last read or saved.
 *
 * @example
 * ```ts
 * import { createGitLab } from "@gitlab-job-token-scope/facade";
 *
 * const scope = await createGitLab({ token: "glpat-…" }).project("group/app").jobTokenScope.get();
 * scope.enabled = true;
 * await scope.save();
 * console.log(scope.inboundEnabled); // true
 * ```
 */
export class JobTokenScope {
  /** The projects whose job tokens this project accepts while the scope is enabled. */
  readonly allowlist: ProjectAllowlist;
  /** The groups whose projects' job tokens this project accepts while the scope is enabled. */
  readonly groupsAllowlist: GroupAllowlist;
  readonly #setting: ScopeSetting;
  #read: Settings;
  /** The last assignment; undefined once it was saved or dropped. */
  #assignment: Assignment | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(settings: Settings, setting: ScopeSetting, lists: Lists) {
    this.#read = settings;
    this.#setting = setting;
    this.allowlist = lists.allowlist;
    this.groupsAllowlist = lists.groupsAllowlist;
  }

  /** @internal */
  static create(settings: Settings, setting: ScopeSetting, lists: Lists): JobTokenScope {
    return new JobTokenScope(settings, setting, lists);
  }

  /**
   * Whether job tokens of other projects are limited to the allowlists. After a read or a save this is the value in force:
   * `true` also when the instance enforces it. Assigning it changes nothing in GitLab until {@link save}.
   *
   * @throws {InvalidRequestError} When anything but a boolean is assigned.
   */
  get inboundEnabled(): boolean {
    return this.#assignment?.enabled ?? this.#read.inboundEnabled;
  }

  set inboundEnabled(value: boolean) {
    if (typeof value !== "boolean") {
      throw new InvalidRequestError("enabled: expected true or false", this.#setting.context);
    }
    this.#assignment = { enabled: value, isSettled: false };
  }

  /** The same setting as {@link inboundEnabled}, by the name under which GitLab takes it. */
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

  /**
   * Whether the setting was assigned since the last successful {@link refresh} or {@link save}, whatever the value: somebody
   * else may have changed it meanwhile, and an earlier save may have failed half way.
   */
  get isDirty(): boolean {
    return this.#assignment !== undefined;
  }

  /**
   * Writes the assigned setting, reads it back and compares: GitLab's response to a write does not prove it. Without an
   * assignment it sends nothing. After a failure the object stays dirty, so saving again writes again.
   *
   * @throws {SettingNotAppliedError} When GitLab accepted the setting and reports another value.
   * @throws {SettingUnconfirmedError} When the setting was written and could not be read back.
   * @throws {ResponseError} When GitLab refused: `enforced_by_instance`, `forbidden`, `not_found` and others.
   */
  save(options?: RequestOptions): Promise<void> {
    const assignment = this.#assignment;
    return this.#enqueue(options, async (call, id) => {
      // An earlier call may have saved it, or dropped it.
      if (assignment === undefined || assignment.isSettled) return;
      this.#settle(await this.#setting.save(call, id, assignment.enabled), assignment);
    });
  }

  /**
   * Reads the settings again. An assignment that was not saved is dropped.
   *
   * @throws {ResponseError} When GitLab refused: `forbidden`, `not_found` and others.
   */
  refresh(options?: RequestOptions): Promise<void> {
    const assignment = this.#assignment;
    return this.#enqueue(options, async (call, id) => {
      this.#settle(await this.#setting.read(call, id), assignment);
    });
  }

  /** What `JSON.stringify` shows. */
  toJSON(): { inboundEnabled: boolean; outboundEnabled: boolean } {
    return { inboundEnabled: this.inboundEnabled, outboundEnabled: this.outboundEnabled };
  }

  /** Stores what GitLab reports. What was assigned after the call began stays assigned. */
  #settle(settings: Settings, assignment: Assignment | undefined): void {
    this.#read = settings;
    if (assignment !== undefined) assignment.isSettled = true;
    if (this.#assignment === assignment) this.#assignment = undefined;
  }

  /** Runs when all earlier calls of this object have ended: the result is as if each had been awaited. */
  #enqueue(
    options: RequestOptions | undefined,
    work: (call: Call, id: ProjectId) => Promise<void>,
  ): Promise<void> {
    const turn = this.#turn;
    const done = this.#setting.call(options, work, turn);
    // Without their results, which would be kept for as long as the object.
    this.#turn = Promise.allSettled([turn, done]).then(() => {});
    return done;
  }
}

/** A value that was assigned. */
interface Assignment {
  readonly enabled: boolean;
  /** Whether it was saved or dropped. */
  isSettled: boolean;
}

interface Lists {
  readonly allowlist: ProjectAllowlist;
  readonly groupsAllowlist: GroupAllowlist;
}
