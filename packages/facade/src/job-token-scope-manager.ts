import { Allowlist, type GroupAllowlist, type ProjectAllowlist } from "./allowlist.js";
import { InvalidRequestError } from "./errors/invalid-request-error.js";
import { SettingNotAppliedError } from "./errors/setting-not-applied-error.js";
import { groupBackend, type Owner, projectBackend } from "./internal/allowlist-backend.js";
import type { Settings } from "./internal/api.js";
import { SettingsStore } from "./internal/settings-store.js";
import { JobTokenScope } from "./job-token-scope.js";
import type { RequestOptions } from "./options.js";

/** The setting to write, under either of its names. */
export type JobTokenScopeUpdate =
  | { enabled: boolean; inboundEnabled?: never }
  | { inboundEnabled: boolean; enabled?: never };

/** A project's job token scope, before anything of it was read. */
export class JobTokenScopeManager {
  /** The projects whose job tokens this project accepts while the scope is on. */
  readonly allowlist: ProjectAllowlist;
  /** The groups whose projects' job tokens this project accepts while the scope is on. */
  readonly groupsAllowlist: GroupAllowlist;
  readonly #store: SettingsStore;

  /** @internal */
  constructor(owner: Owner) {
    this.allowlist = new Allowlist(projectBackend(owner));
    this.groupsAllowlist = new Allowlist(groupBackend(owner));
    this.#store = new SettingsStore(owner.api, owner.reference);
  }

  /**
   * Reads the settings in force.
   *
   * @throws {ResponseError} When GitLab refused: `forbidden`, `not_found` and others.
   */
  async get(options?: RequestOptions): Promise<JobTokenScope> {
    return this.#toScope(await this.#store.read(options));
  }

  /**
   * Writes the setting, reads it again, compares, and resolves to the fresh scope.
   *
   * @throws {SettingNotAppliedError} When GitLab accepted the setting and reads another.
   * @throws {SettingUnconfirmedError} When GitLab accepted the setting and could not be read afterwards.
   * @throws {ResponseError} When GitLab refused: `enforced_by_instance`, `forbidden`, `not_found` and others.
   * @throws {InvalidRequestError} When the update is not one setting. Nothing was sent.
   */
  async update(update: JobTokenScopeUpdate, options?: RequestOptions): Promise<JobTokenScope> {
    const asked = readUpdate(update);
    const settings = await this.#store.write(asked, options);
    if (settings.inboundEnabled !== asked) throw new SettingNotAppliedError(asked, settings.inboundEnabled);
    return this.#toScope(settings);
  }

  #toScope(settings: Settings): JobTokenScope {
    return new JobTokenScope(settings, this.#store, this);
  }
}

function readUpdate(update: JobTokenScopeUpdate): boolean {
  const given = Object.entries(update ?? {}).filter(([, value]) => value !== undefined);
  const [[key, value] = [], ...others] = given;
  if ((key !== "enabled" && key !== "inboundEnabled") || others.length > 0) {
    throw new InvalidRequestError("expected an object with enabled or inboundEnabled, and nothing else");
  }
  if (typeof value !== "boolean") throw new InvalidRequestError(`${key}: expected true or false`);
  return value;
}
