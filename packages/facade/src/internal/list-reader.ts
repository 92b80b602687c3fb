import { EntryUnconfirmedError } from "../errors/entry-unconfirmed-error.js";
import { isJobTokenScopeError, type JobTokenScopeError } from "../errors/job-token-scope-error.js";
import type { GroupId, ProjectId } from "../ids.js";
import type { AllowlistApi, Row } from "./api/allowlists.js";
import type { Call } from "./http/call.js";
import { contextOf, incompleteListError } from "./http/failure.js";
import { IncompleteList, readPages } from "./read-pages.js";

/** The maximum number of rows that GitLab returns on a page. */
const maxPerPage = 100;

/** A project, and what is on its list or to be on it. */
export interface Link<Id> {
  readonly call: Call;
  readonly source: ProjectId;
  readonly id: Id;
}

/** Reads one of the two allowlists. */
export class ListReader<Id extends ProjectId | GroupId> {
  readonly #api: AllowlistApi<Id>;

  constructor(api: AllowlistApi<Id>) {
    this.#api = api;
  }

  /** The rows of all pages, each once, up to a limit. */
  async *pages(call: Call, source: ProjectId, limit: number): AsyncGenerator<Row<Id>[], void, undefined> {
    const perPage = Math.min(maxPerPage, limit);
    let left = limit;
    const pages = readPages(
      (page) => this.#api.list(call, source, { page, perPage }),
      ({ id }) => Number(id) === source,
    );
    try {
      for await (const rows of pages) {
        yield rows.slice(0, left);
        left -= rows.length;
        if (left <= 0) return;
      }
    } catch (error) {
      throw error instanceof IncompleteList
        ? incompleteListError(call, this.#api.path, error.message)
        : error;
    }
  }

  /** The row of an entry; undefined when it is not on the list. */
  async find({ call, source, id }: Link<Id>): Promise<Row<Id> | undefined> {
    for await (const rows of this.pages(call, source, Number.POSITIVE_INFINITY)) {
      const row = rows.find((one) => one.id === id);
      if (row !== undefined) return row;
    }
    return undefined;
  }

  /**
   * The row of an entry after a write whose response was lost.
   *
   * @throws {EntryUnconfirmedError} When the list cannot be read.
   */
  async readBack(
    link: Link<Id>,
    change: EntryUnconfirmedError["change"],
    lost: JobTokenScopeError,
  ): Promise<Row<Id> | undefined> {
    try {
      return await this.find(link);
    } catch (unread) {
      if (!isJobTokenScopeError(unread) || unread.code === "aborted") throw unread;
      throw new EntryUnconfirmedError({ id: link.id, change }, lost, unread, contextOf(link.call));
    }
  }
}
