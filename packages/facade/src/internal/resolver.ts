import { isJobTokenScopeError } from "../errors/job-token-scope-error.js";
import type { RequestOptions } from "../options.js";
import { untilAborted } from "./until-aborted.js";

/** How many paths are remembered. Past that, the one that was not asked for longest is forgotten. */
const mostPaths = 1_000;

/** Looks up the number of a path. */
export type Find<Id> = (path: string, options: RequestOptions) => Promise<Id>;

/** A request that is under way, for all who wait for it. */
interface Lookup<Id> {
  readonly id: Promise<Id>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Turns paths into numbers, each once: GitLab takes only numbers in POST and DELETE. Lookups that failed are not
 * remembered. There is one for projects and one for groups.
 */
export class Resolver<Id extends number> {
  readonly #find: Find<Id>;
  readonly #ids = new Map<string, Id>();
  readonly #lookups = new Map<string, Lookup<Id>>();

  constructor(find: Find<Id>) {
    this.#find = find;
  }

  /** @param reference A number or a path that was parsed. */
  async resolve(reference: Id | string, options: RequestOptions = {}): Promise<Id> {
    if (typeof reference !== "string") return reference;
    const id = this.#ids.get(reference.toLowerCase());
    if (id === undefined) {
      // Asked with an aborted signal, it sends nothing and says so.
      return options.signal?.aborted ? this.#find(reference, options) : this.#wait(reference, options);
    }
    this.#remember(reference, id);
    return id;
  }

  /** Waits for a call by number. A number that GitLab does not find is forgotten: its path may be another's by now. */
  async watch<Result>(id: Id, call: Promise<Result>): Promise<Result> {
    try {
      return await call;
    } catch (error) {
      if (isJobTokenScopeError(error) && error.code === "not_found") {
        for (const [path, known] of this.#ids) if (known === id) this.#ids.delete(path);
      }
      throw error;
    }
  }

  /** Waits for the lookup that is under way, or begins one. It ends when nobody waits for it any more. */
  async #wait(path: string, options: RequestOptions): Promise<Id> {
    const { signal, timeoutMs, totalTimeoutMs, retry } = options;
    // Those who would have it made differently do not share it.
    const key = [path.toLowerCase(), timeoutMs, totalTimeoutMs, retry?.limit].join(" ");
    const lookup = this.#lookups.get(key) ?? this.#begin(key, path, options);
    lookup.waiting++;
    try {
      return await untilAborted(signal, () => lookup.id);
    } catch (error) {
      if (!signal?.aborted) throw error;
      // Again: it sends nothing, and says what this caller is told.
      if (lookup.waiting > 1) return this.#find(path, options);
      this.#end(key, lookup);
      lookup.controller.abort(signal.reason);
      return await lookup.id;
    } finally {
      lookup.waiting--;
    }
  }

  #begin(key: string, path: string, options: RequestOptions): Lookup<Id> {
    const controller = new AbortController();
    const id = this.#find(path, { ...options, signal: controller.signal });
    const lookup = { id, controller, waiting: 0 };
    this.#lookups.set(key, lookup);
    id.then(
      (found) => {
        this.#end(key, lookup);
        this.#remember(path, found);
      },
      () => this.#end(key, lookup),
    );
    return lookup;
  }

  #end(key: string, lookup: Lookup<Id>): void {
    if (this.#lookups.get(key) === lookup) this.#lookups.delete(key);
  }

  /** Puts a path last, behind all that were not asked for since. */
  #remember(path: string, id: Id): void {
    const key = path.toLowerCase();
    this.#ids.delete(key);
    this.#ids.set(key, id);
    const [oldest] = this.#ids.keys();
    if (this.#ids.size > mostPaths && oldest !== undefined) this.#ids.delete(oldest);
  }
}
