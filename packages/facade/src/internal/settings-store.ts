import { SettingUnconfirmedError } from "../errors/setting-unconfirmed-error.js";
import type { ProjectId } from "../ids.js";
import type { RequestOptions } from "../options.js";
import type { Api, Settings } from "./api.js";

/** A project's settings in GitLab. */
export class SettingsStore {
  readonly #api: Api;
  readonly #project: ProjectId | string;

  /** @param project A number or a path that was parsed. */
  constructor(api: Api, project: ProjectId | string) {
    this.#api = api;
    this.#project = project;
  }

  read(options?: RequestOptions): Promise<Settings> {
    return this.#api.readSettings(this.#project, options);
  }

  /** Writes, then reads what is in force, since the answer to a write is empty. */
  async write(enabled: boolean, options?: RequestOptions): Promise<Settings> {
    await this.#api.writeEnabled(this.#project, enabled, options);
    try {
      return await this.read(options);
    } catch (error) {
      throw error instanceof Error ? new SettingUnconfirmedError(enabled, error) : error;
    }
  }
}
