import { Allowlist, type GroupAllowlist, type ProjectAllowlist } from "./allowlist.js";
import type { ErrorContext } from "./errors/error-context.js";
import { InvalidRequestError } from "./errors/invalid-request-error.js";
import { groupKind, projectKind } from "./internal/entries.js";
import type { Owner } from "./internal/owner.js";
import { ScopeSetting } from "./internal/scope-setting.js";
import { JobTokenScope } from "./job-token-scope.js";
import type { RequestOptions } from "./options.js";

/** The setting to write, under either of its names. */
export type JobTokenScopeUpdate =
  | { enabled: boolean; inboundEnabled?: never }
  | { inboundEnabled: boolean; enabled?: never };

/** A project's job token scope, before it is read. */
export class JobTokenScopeManager {
  /** The projects whose job tokens this project accepts while the scope is enabled. */
  readonly allowlist: ProjectAllowlist;
  /** The groups whose projects' job tokens this project accepts while the scope is enabled. */
  readonly groupsAllowlist: GroupAllowlist;
  readonly #setting: ScopeSetting;

  private constructor(owner: Owner) {
    this.allowlist = Allowlist.create(owner, projectKind, owner.projects);
    this.groupsAllowlist = Allowlist.create(owner, groupKind, owner.groups);
    this.#setting = new ScopeSetting(owner);
  }

  /** @internal */
  static create(owner: Owner): JobTokenScopeManager {
    return new JobTokenScopeManager(owner);
  }

  /**
   * Reads the settings in force.
   *
   * @throws {ResponseError} When GitLab refused: `forbidden`, `not_found` and others.
   */
  async get(options?: RequestOptions): Promise<JobTokenScope> {
    const settings = await this.#setting.call(options, (call, id) => this.#setting.read(call, id));
    return JobTokenScope.create(settings, this.#setting, this);
  }

  /**
   * Writes the setting, reads it back, compares, and resolves to the fresh scope. When the response to the write is lost,
   * the value that is read decides.
   *
   * @throws {SettingNotAppliedError} When GitLab accepted the setting and reports another value.
   * @throws {SettingUnconfirmedError} When the setting was written and could not be read back.
   * @throws {ResponseError} When GitLab refused: `enforced_by_instance`, `forbidden`, `not_found` and others.
   * @throws {InvalidRequestError} When the update is not exactly one setting. Nothing was sent.
   */
  async update(update: JobTokenScopeUpdate, options?: RequestOptions): Promise<JobTokenScope> {
    const requested = readUpdate(update, this.#setting.context);
    const settings = await this.#setting.call(options, (call, id) => this.#setting.save(call, id, requested));
    return JobTokenScope.create(settings, this.#setting, this);
  }
}

function readUpdate(update: JobTokenScopeUpdate, context: ErrorContext): boolean {
  const given = Object.entries(update ?? {}).filter(([, value]) => value !== undefined);
  const [key, value, ...others] = given.flat();
  if ((key !== "enabled" && key !== "inboundEnabled") || others.length > 0) {
    const message = "expected an object with enabled or inboundEnabled, and nothing else";
    throw new InvalidRequestError(message, context);
  }
  if (typeof value !== "boolean") throw new InvalidRequestError(`${key}: expected true or false`, context);
  return value;
}
