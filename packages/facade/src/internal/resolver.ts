import type { RequestOptions } from "../options.js";
import type { Kind } from "../reference.js";
import type { Api } from "./api.js";

/** Turns a path into its number, once: GitLab takes only numbers in POST and DELETE. */
export class Resolver {
  readonly #api: Api;
  readonly #ids = new Map<string, number>();

  constructor(api: Api) {
    this.#api = api;
  }

  /** @param reference A number or a path that was parsed. */
  async resolve(kind: Kind, reference: number | string, options?: RequestOptions): Promise<number> {
    if (typeof reference === "number") return reference;
    const key = `${kind} ${reference.toLowerCase()}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id =
      kind === "project"
        ? await this.#api.findProjectId(reference, options)
        : await this.#api.findGroupId(reference, options);
    this.#ids.set(key, id);
    return id;
  }
}
