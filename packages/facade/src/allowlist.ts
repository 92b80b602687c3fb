import type { AllowedGroup, AllowedProject, AllowlistEntry } from "./allowlist-entry.js";
import { EntryUnconfirmedError } from "./errors/entry-unconfirmed-error.js";
import { isJobTokenScopeError, type JobTokenScopeError } from "./errors/job-token-scope-error.js";
import { ResponseError } from "./errors/response-error.js";
import type { AllowlistBackend } from "./internal/allowlist-backend.js";
import type { RequestOptions } from "./options.js";
import type { GroupReference, ProjectReference } from "./reference.js";

/** The projects whose job tokens a project accepts. */
export type ProjectAllowlist = Allowlist<
  AllowedProject,
  ProjectReference,
  { targetProjectId: ProjectReference }
>;

/** The groups whose projects' job tokens a project accepts. */
export type GroupAllowlist = Allowlist<AllowedGroup, GroupReference, { targetGroupId: GroupReference }>;

/**
 * One of a project's two allowlists.
 *
 * A path is resolved to its number first, once per client: GitLab takes only numbers here.
 *
 * @example
 * ```ts
 * import { createGitLab } from "@gitlab-job-token-scope/facade";
 *
 * const { allowlist } = createGitLab({ token: "glpat-…" }).project("group/app").jobTokenScope;
 * await allowlist.ensurePresent("group/tool");
 * for await (const entry of allowlist) console.log(entry.getId(), entry.path);
 * ```
 */
export class Allowlist<Entry extends AllowlistEntry, Reference, Target> implements AsyncIterable<Entry> {
  readonly #backend: AllowlistBackend<Entry, Target>;

  /** @internal */
  constructor(backend: AllowlistBackend<Entry, Target>) {
    this.#backend = backend;
  }

  /** Every entry, from all pages, each once, in ascending order of id. */
  async list(options?: RequestOptions): Promise<Entry[]> {
    const entries: Entry[] = [];
    for await (const entry of this.#entries(options)) entries.push(entry);
    return entries;
  }

  /** Every entry, each once. The next page is read when it is needed. */
  [Symbol.asyncIterator](): AsyncGenerator<Entry, void, undefined> {
    return this.#entries();
  }

  /**
   * Adds an entry. When GitLab's answer is lost, the list is read to tell whether the entry is there; if it is not, the
   * failure is thrown. After a time-out GitLab may still be at it.
   *
   * @throws {EntryUnconfirmedError} When the answer was lost and the list could not be read.
   * @throws {ResponseError} `already_allowed`, `allowlist_full`, `target_inaccessible`, `not_found`, `forbidden` and others.
   * @throws {InvalidReferenceError} When the target is no reference. Nothing was sent.
   */
  async create(target: Target, options?: RequestOptions): Promise<Entry> {
    const reference = this.#backend.readTarget(target);
    const source = await this.#backend.resolveSource(options);
    const id = await this.#backend.resolve(reference, options);
    try {
      return await this.#backend.add(source, id, options);
    } catch (error) {
      if (!isAmbiguous(error)) throw error;
      const entry = await this.#find(id, options).catch((unread: unknown) => {
        if (!isJobTokenScopeError(unread) || unread.code === "aborted") throw unread;
        throw new EntryUnconfirmedError(id, error, unread);
      });
      if (entry === undefined) throw error;
      return entry;
    }
  }

  /**
   * Removes an entry by the project or group that it allows.
   *
   * @throws {ResponseError} `not_allowed` when it is not on the list; `forbidden`, `not_found` and others.
   * @throws {InvalidReferenceError} When the reference is none. Nothing was sent.
   * @throws {InvalidRequestError} For the project that owns the list, which stays on it. Nothing was removed.
   */
  async delete(reference: Reference, options?: RequestOptions): Promise<void> {
    const parsed = this.#backend.parse(reference);
    const source = await this.#backend.resolveSource(options);
    await this.#backend.remove(source, await this.#backend.resolve(parsed, options), options);
  }

  /**
   * Adds an entry unless it is there. An entry that is there is left alone, and keeps its fine-grained permissions.
   *
   * @returns Whether it changed something.
   * @throws Whatever {@link create} throws but `already_allowed`.
   */
  async ensurePresent(reference: Reference, options?: RequestOptions): Promise<boolean> {
    const id = await this.#backend.resolve(this.#backend.parse(reference), options);
    if (await this.#find(id, options)) return false;
    return this.#unless("already_allowed", () => this.create(this.#backend.toTarget(id), options));
  }

  /**
   * Removes an entry if it is there.
   *
   * @returns Whether it changed something.
   * @throws Whatever {@link delete} throws but `not_allowed`.
   */
  async ensureAbsent(reference: Reference, options?: RequestOptions): Promise<boolean> {
    const parsed = this.#backend.parse(reference);
    const source = await this.#backend.resolveSource(options);
    const id = await this.#backend.resolve(parsed, options);
    if (!(await this.#find(id, options))) return false;
    return this.#unless("not_allowed", () => this.#backend.remove(source, id, options));
  }

  async #unless(code: string, change: () => Promise<unknown>): Promise<boolean> {
    try {
      await change();
      return true;
    } catch (error) {
      if (isJobTokenScopeError(error) && error.code === code) return false;
      throw error;
    }
  }

  async #find(id: number, options?: RequestOptions): Promise<Entry | undefined> {
    for await (const entry of this.#entries(options)) if (entry.id === id) return entry;
    return undefined;
  }

  async *#entries(options?: RequestOptions): AsyncGenerator<Entry, void, undefined> {
    const source = await this.#backend.resolveSource(options);
    const seen = new Set<number>();
    let page: number | undefined = 1;
    while (page !== undefined) {
      const { entries, next } = await this.#backend.page(source, page, options);
      const seenBefore = seen.size;
      for (const entry of entries) {
        if (seen.has(entry.id)) continue;
        seen.add(entry.id);
        yield entry;
      }
      // A page that only repeats what was seen is a proxy's mistake: there is no end to wait for.
      page = seen.size > seenBefore ? next : undefined;
    }
  }
}

/** Whether a POST that failed like this may have been carried out. */
function isAmbiguous(error: unknown): error is JobTokenScopeError {
  if (!isJobTokenScopeError(error)) return false;
  const isUnreadableSuccess = error instanceof ResponseError && error.status < 300;
  return isUnreadableSuccess || ["network", "timeout", "server_error"].includes(error.code);
}
