import type { GitLab, RequestOptions } from "@gitlab-job-token-scope/facade";
import type { Entry } from "../plan.js";

/** Finds out which entries the token's user can see. Each target is looked up once, however many lists it is on. */
export class TargetVisibility {
  readonly #gitlab: GitLab;
  readonly #known = new Map<string, Promise<boolean>>();

  constructor(gitlab: GitLab) {
    this.#gitlab = gitlab;
  }

  /** The entries that the token's user cannot see, in their order. */
  async findInvisible(entries: readonly Entry[], options: RequestOptions): Promise<Entry[]> {
    const invisible: Entry[] = [];
    for (const entry of entries) {
      if (!(await this.#isVisible(entry, options))) invisible.push(entry);
    }
    return invisible;
  }

  #isVisible({ kind, id }: Entry, options: RequestOptions): Promise<boolean> {
    const key = `${kind} ${id}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const target = kind === "project" ? this.#gitlab.project(id) : this.#gitlab.group(id);
    const isVisible = target.isVisible(options);
    this.#known.set(key, isVisible);
    // A failure is not remembered.
    isVisible.catch(() => this.#known.delete(key));
    return isVisible;
  }
}
