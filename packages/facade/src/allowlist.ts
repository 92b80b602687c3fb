import type { AllowedGroup, AllowedProject, AllowlistEntry } from "./allowlist-entry.js";
import type { ErrorCode } from "./errors/error-code.js";
import type { ErrorContext } from "./errors/error-context.js";
import { InvalidRequestError } from "./errors/invalid-request-error.js";
import { isJobTokenScopeError, type JobTokenScopeError } from "./errors/job-token-scope-error.js";
import type { ProjectId } from "./ids.js";
import type { Row } from "./internal/api/allowlists.js";
import type { PathCache } from "./internal/api/path-cache.js";
import { checkOptions } from "./internal/check-options.js";
import type { AllowlistKind } from "./internal/entries.js";
import { Call } from "./internal/http/call.js";
import { contextOf } from "./internal/http/failure.js";
import { requestOptionNames } from "./internal/http/limits.js";
import { isUncertain } from "./internal/is-uncertain.js";
import { type Link, ListReader } from "./internal/list-reader.js";
import type { Owner } from "./internal/owner.js";
import { type ListOptions, readListOptions } from "./list-options.js";
import type { RequestOptions } from "./options.js";
import {
  type GroupReference,
  isSamePath,
  type ProjectReference,
  parseReference,
  readTargetObject,
} from "./reference.js";

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
 * A path is resolved to its ID first, once per client: GitLab takes only IDs here.
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
export class Allowlist<Entry extends AllowlistEntry, Reference, TargetObject>
  implements AsyncIterable<Entry>
{
  readonly #owner: Owner;
  readonly #kind: AllowlistKind<Entry>;
  readonly #paths: PathCache<Entry["id"]>;
  readonly #reader: ListReader<Entry["id"]>;

  private constructor(owner: Owner, kind: AllowlistKind<Entry>, paths: PathCache<Entry["id"]>) {
    this.#owner = owner;
    this.#kind = kind;
    this.#paths = paths;
    this.#reader = new ListReader(kind.api);
  }

  /** @internal */
  static create<Entry extends AllowlistEntry, Reference, TargetObject>(
    owner: Owner,
    kind: AllowlistKind<Entry>,
    paths: PathCache<Entry["id"]>,
  ): Allowlist<Entry, Reference, TargetObject> {
    return new Allowlist(owner, kind, paths);
  }

  /**
   * Every entry, from all pages, each once, in ascending order of ID. A list is not a snapshot: see {@link pages}.
   *
   * @throws {ResponseError} `unexpected_response` when the list cannot be read to its end; `forbidden`, `not_found` and others.
   * @throws {InvalidRequestError} When an option is wrong. Nothing was sent.
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
   * The entry with the lowest ID, by one request for one row; undefined when the list is empty. A list of projects never is:
   * the project that owns it is on it.
   *
   * @throws {ResponseError} `forbidden`, `not_found` and others.
   */
  async first(options?: RequestOptions): Promise<Entry | undefined> {
    if (options !== undefined) checkOptions("", options, requestOptionNames, this.#context());
    const [entry] = await this.list({ ...options, limit: 1 });
    return entry;
  }

  /**
   * The entries page by page, each entry once. A page has 100 rows, or as many as `limit` if that is fewer, and is read when
   * it is needed. A page without new entries is left out.
   *
   * Rows move between pages when entries are added or removed meanwhile. When GitLab's total changes on the way, or when rows
   * are missing in the end, all pages are read again, up to three times, and entries that were missed come last. A list
   * that still lacks rows fails. An entry that was removed after it was read is included. An entry can be missed only when
   * another is added and a third removed at that moment, or behind a proxy that strips `X-Total`.
   *
   * `totalTimeoutMs` covers the whole iteration, including the time that the caller takes for each page.
   *
   * @throws {ResponseError} `unexpected_response` when the list cannot be read to its end; `forbidden`, `not_found` and others.
   * @throws {InvalidRequestError} When an option is wrong. Nothing was sent.
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
    const { client, reference } = this.#owner;
    const { limit, request } = readListOptions(options, this.#context());
    const call = Call.start(client, { project: reference }, request);
    try {
      const { source, page } = await this.#kind.start(call, this.#owner, limit);
      for await (const rows of this.#reader.pages(call, source, limit, page)) {
        yield rows.map((row) => this.#toEntry(row, source));
      }
    } catch (error) {
      if (hasCode(error, "not_found")) this.#owner.projects.forgetId(this.#owner.target.id);
      throw error;
    } finally {
      call.end();
    }
  }

  /** Every entry, each once. The next page is read when it is needed. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Entry, void, undefined> {
    for await (const entries of this.pages()) yield* entries;
  }

  /**
   * Adds an entry. When the response is lost, the list is read to find out whether the entry is there; if it is not, the
   * failure is thrown. After a time-out GitLab may still be working on it.
   *
   * @param target A reference, or an object that names it as the API does: `{ targetProjectId: 42 }`, `{ targetGroupId: 7 }`.
   * @throws {EntryUnconfirmedError} When the response was lost and the list could not be read.
   * @throws {ResponseError} `already_allowed`, `allowlist_full`, `target_inaccessible`, `not_found`, `forbidden` and others.
   * @throws {InvalidReferenceError} When the target is not a valid reference. Nothing was sent.
   * @throws {InvalidRequestError} For the project that owns the list, which is always on it. Nothing was added.
   */
  async create(target: Reference | TargetObject, options?: RequestOptions): Promise<Entry> {
    const reference = readTargetObject(target, this.#kind.targetKey, () => this.#context());
    return this.#change(reference, options, async (change) => {
      if (change.isOwner) throw ownerError(change.call, "added to");
      return this.#add(change);
    });
  }

  /**
   * Removes an entry by the project or group that it allows. When the response is lost, the list is read to find out whether
   * the entry is gone; if it is not, the failure is thrown.
   *
   * @throws {ResponseError} `not_allowed` when it is not on the list; `forbidden`, `not_found` and others.
   * @throws {EntryUnconfirmedError} When the response was lost and the list could not be read.
   * @throws {InvalidReferenceError} When the reference is invalid. Nothing was sent.
   * @throws {InvalidRequestError} For the project that owns the list, which stays on it. Nothing was removed.
   */
  async delete(reference: Reference, options?: RequestOptions): Promise<void> {
    await this.#delete(reference, options);
  }

  /**
   * Adds an entry unless it is there, by one POST: GitLab refuses an entry that is there, and leaves it and its fine-grained
   * permissions alone. Only when the response is lost, when the list is full, or when the token's user may not read the target,
   * the list is read too.
   *
   * @returns False when the entry was there already, and for the project that owns the list. True when it was added, or when
   * the response was lost and the entry is there.
   * @throws Whatever {@link create} throws except `already_allowed`.
   */
  async ensurePresent(reference: Reference, options?: RequestOptions): Promise<boolean> {
    return this.#change(reference, options, async (change) => {
      if (change.isOwner) return false;
      try {
        await this.#add(change);
        return true;
      } catch (error) {
        if (hasCode(error, "already_allowed")) return false;
        // GitLab checks both before it looks for the entry.
        if (!hasCode(error, "allowlist_full", "target_inaccessible")) throw error;
        if (await this.#reader.has(change, error)) return false;
        throw error;
      }
    });
  }

  /**
   * Removes an entry if it is there, by one DELETE: GitLab refuses to remove what is not there. Only when the response is
   * lost, the list is read too.
   *
   * @returns Whether the entry was there.
   * @throws Whatever {@link delete} throws except `not_allowed`.
   */
  async ensureAbsent(reference: Reference, options?: RequestOptions): Promise<boolean> {
    return this.#change(reference, options, async (change) => {
      if (change.isOwner) throw ownerError(change.call, "removed from");
      try {
        await this.#remove(change);
        return true;
      } catch (error) {
        if (hasCode(error, "not_allowed")) return false;
        throw error;
      }
    });
  }

  /** What an error is about before anything is sent. */
  #context(): ErrorContext {
    const { client, reference } = this.#owner;
    return contextOf({ client, subject: { project: reference }, lastUrl: undefined });
  }

  /** Resolves what a change is about, makes it, and forgets the IDs that GitLab does not find. */
  #change<Result>(
    reference: unknown,
    options: RequestOptions | undefined,
    work: (change: Change<Entry["id"]>) => Promise<Result>,
  ): Promise<Result> {
    const { client, projects, target: owner, reference: project } = this.#owner;
    const { kind } = this.#kind;
    return Call.run(client, { project, target: reference }, options, async (call) => {
      const context = (): ErrorContext => contextOf(call);
      const mask = (text: string): string => client.tokens.secrets.maskText(text);
      const target = parseReference<Entry["id"]>(kind, reference, context, mask);
      // Found without a request when both were named alike.
      if (kind === "project" && isSamePath(owner, target)) return work({ call, isOwner: true });
      const source = await projects.resolve(call, owner);
      const id = await this.#paths.resolve(call, target);
      if (kind === "project" && Number(id) === source) return work({ call, isOwner: true });
      try {
        return await work({ call, isOwner: false, source, id });
      } catch (error) {
        if (hasCode(error, "not_found")) {
          projects.forgetId(source);
          this.#paths.forgetId(id);
        }
        throw error;
      }
    });
  }

  async #add({ call, source, id }: Link<Entry["id"]>): Promise<Entry> {
    try {
      return this.#toEntry(await this.#kind.api.add(call, source, id), source);
    } catch (error) {
      if (!isUncertain(call, error)) throw error;
      const row = await this.#reader.readBack({ call, source, id }, "added", error);
      if (row === undefined) throw error;
      return this.#toEntry(row, source);
    }
  }

  async #remove({ call, source, id }: Link<Entry["id"]>): Promise<void> {
    try {
      await this.#kind.api.remove(call, source, id);
    } catch (error) {
      if (!isUncertain(call, error)) throw error;
      if ((await this.#reader.readBack({ call, source, id }, "removed", error)) !== undefined) throw error;
    }
  }

  #toEntry(row: Row<Entry["id"]>, source: ProjectId): Entry {
    return this.#kind.toEntry(row, source, (options) => this.#delete(row.id, options));
  }

  #delete(reference: unknown, options: RequestOptions | undefined): Promise<void> {
    return this.#change(reference, options, async (change) => {
      if (change.isOwner) throw ownerError(change.call, "removed from");
      await this.#remove(change);
    });
  }
}

/** A change that is about the list's owner, or about a link. */
type Change<Id> = { readonly call: Call; readonly isOwner: true } | (Link<Id> & { readonly isOwner: false });

function ownerError(call: Call, change: "added to" | "removed from"): InvalidRequestError {
  return new InvalidRequestError(
    `The project owns this allowlist: it is always on it, and cannot be ${change} it.`,
    contextOf(call),
  );
}

function hasCode(error: unknown, ...codes: ErrorCode[]): error is JobTokenScopeError {
  return isJobTokenScopeError(error) && codes.includes(error.code);
}
