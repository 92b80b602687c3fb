import type { AllowedGroup, AllowedProject, AllowlistEntry } from "./allowlist-entry.js";
import { EntryUnconfirmedError } from "./errors/entry-unconfirmed-error.js";
import type { ErrorCode } from "./errors/error-code.js";
import { isJobTokenScopeError, type JobTokenScopeError } from "./errors/job-token-scope-error.js";
import { ResponseError } from "./errors/response-error.js";
import type { ProjectId } from "./ids.js";
import type { AllowlistBackend } from "./internal/allowlist-backend.js";
import { readPages } from "./internal/read-pages.js";
import { type ListOptions, requireLimit } from "./list-options.js";
import type { RequestOptions } from "./options.js";
import type { GroupReference, ProjectReference } from "./reference.js";

/** How many rows GitLab gives on a page. */
const mostRows = 100;

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

  /**
   * Every entry, from all pages, each once, in ascending order of id. GitLab gives a page at a time, and has no snapshot: see
   * {@link pages}.
   *
   * @throws {ResponseError} `forbidden`, `not_found` and others.
   * @throws {InvalidRequestError} When the limit is no whole number from 1. Nothing was sent.
   *
   * @example
   * ```ts
   * import { createGitLab } from "@gitlab-job-token-scope/facade";
   *
   * const { allowlist } = createGitLab({ token: "glpat-…" }).project("group/app").jobTokenScope;
   * const ids = (await allowlist.list()).map((entry) => entry.getId());
   * const firstTen = await allowlist.list({ limit: 10 });
   * ```
   */
  async list(options?: ListOptions): Promise<Entry[]> {
    const entries: Entry[] = [];
    for await (const page of this.pages(options)) entries.push(...page);
    return entries.sort((one, other) => one.id - other.id);
  }

  /**
   * The entry with the lowest id, by one request for one row; undefined when the list is empty. A list of projects is not:
   * the project that owns it is on it.
   *
   * @throws {ResponseError} `forbidden`, `not_found` and others.
   */
  async first(options?: RequestOptions): Promise<Entry | undefined> {
    const [entry] = await this.list({ ...options, limit: 1 });
    return entry;
  }

  /**
   * The entries page by page, each entry once. A page has 100 rows, or as many as the limit says if that is fewer, and is
   * read when it is asked for. A page that brings nothing new is left out.
   *
   * What is added or removed meanwhile makes rows move between pages. When GitLab's total changes on the way, all pages are
   * read once more, and what was missed comes last. Behind a proxy that strips `X-Total`, and when the list changes
   * during the second reading too, a row that moved can still be missed. An entry that was read and then removed is given.
   *
   * @throws {ResponseError} `forbidden`, `not_found` and others.
   * @throws {InvalidRequestError} When the limit is no whole number from 1. Nothing was sent.
   *
   * @example
   * ```ts
   * import { createGitLab } from "@gitlab-job-token-scope/facade";
   *
   * const { allowlist } = createGitLab({ token: "glpat-…" }).project("group/app").jobTokenScope;
   * for await (const entries of allowlist.pages()) console.log(entries.length);
   * ```
   */
  async *pages(options: ListOptions = {}): AsyncGenerator<Entry[], void, undefined> {
    const { limit, ...request } = options;
    requireLimit(limit);
    const source = await this.#backend.resolveSource(request);
    let left = limit ?? Number.POSITIVE_INFINITY;
    const perPage = Math.min(mostRows, left);
    const pages = readPages((page) => this.#backend.page(source, { page, perPage }, request));
    for await (const entries of pages) {
      yield entries.slice(0, left);
      left -= entries.length;
      if (left <= 0) return;
    }
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
    const reference = this.#backend.parseTarget(target);
    const source = await this.#backend.resolveSource(options);
    return this.#add(source, await this.#backend.resolve(reference, options), options);
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
   * Adds an entry unless it is there. An entry that is there is left alone, and keeps its fine-grained permissions. When
   * GitLab's answer is lost, the list is read again, as {@link create} does.
   *
   * @returns Whether it changed something.
   * @throws Whatever {@link create} throws but `already_allowed`.
   */
  async ensurePresent(reference: Reference, options?: RequestOptions): Promise<boolean> {
    const parsed = this.#backend.parse(reference);
    const source = await this.#backend.resolveSource(options);
    const id = await this.#backend.resolve(parsed, options);
    if (await this.#find(id, options)) return false;
    return this.#unless("already_allowed", () => this.#add(source, id, options));
  }

  /**
   * Removes an entry if it is there. When GitLab's answer is lost however often it was asked, the list is read again: an
   * entry that is gone was removed, and for one that is still there the failure is thrown.
   *
   * @returns Whether it changed something.
   * @throws {EntryUnconfirmedError} When the answer was lost and the list could not be read.
   * @throws Whatever {@link delete} throws but `not_allowed`.
   */
  async ensureAbsent(reference: Reference, options?: RequestOptions): Promise<boolean> {
    const parsed = this.#backend.parse(reference);
    const source = await this.#backend.resolveSource(options);
    const id = await this.#backend.resolve(parsed, options);
    if (!(await this.#find(id, options))) return false;
    return this.#unless("not_allowed", async () => {
      try {
        await this.#backend.remove(source, id, options);
      } catch (error) {
        if (!isAmbiguous(error) || (await this.#readBack(id, "removed", error, options))) throw error;
      }
    });
  }

  async #add(source: ProjectId, id: Entry["id"], options?: RequestOptions): Promise<Entry> {
    try {
      return await this.#backend.add(source, id, options);
    } catch (error) {
      if (!isAmbiguous(error)) throw error;
      const entry = await this.#readBack(id, "added", error, options);
      if (entry === undefined) throw error;
      return entry;
    }
  }

  async #unless(code: ErrorCode, change: () => Promise<unknown>): Promise<boolean> {
    try {
      await change();
      return true;
    } catch (error) {
      if (isJobTokenScopeError(error) && error.code === code) return false;
      throw error;
    }
  }

  /** The entry, if it is there after a write whose answer was lost. */
  async #readBack(
    id: Entry["id"],
    change: EntryUnconfirmedError["change"],
    lost: JobTokenScopeError,
    options?: RequestOptions,
  ): Promise<Entry | undefined> {
    try {
      return await this.#find(id, options);
    } catch (unread) {
      if (!isJobTokenScopeError(unread) || unread.code === "aborted") throw unread;
      throw new EntryUnconfirmedError(id, change, lost, unread);
    }
  }

  async #find(id: Entry["id"], options?: RequestOptions): Promise<Entry | undefined> {
    for await (const entry of this.#entries(options)) if (entry.id === id) return entry;
    return undefined;
  }

  async *#entries(options?: RequestOptions): AsyncGenerator<Entry, void, undefined> {
    for await (const entries of this.pages(options)) yield* entries;
  }
}

/** Whether a write that failed like this may have been carried out. */
function isAmbiguous(error: unknown): error is JobTokenScopeError {
  if (!isJobTokenScopeError(error)) return false;
  const isUnreadableSuccess = error instanceof ResponseError && error.status < 300;
  return isUnreadableSuccess || ["network", "timeout", "server_error"].includes(error.code);
}
