import { EntryUnconfirmedError } from "../errors/entry-unconfirmed-error.js";
import { isJobTokenScopeError, type JobTokenScopeError } from "../errors/job-token-scope-error.js";
import type { GroupId, ProjectId } from "../ids.js";
import type { AllowlistApi, Row } from "./api/allowlists.js";
import type { Page, PageRequest } from "./api/page.js";
import type { Call } from "./http/call.js";
import { contextOf } from "./http/failure.js";
import { readRows } from "./read-rows.js";

/** More than an allowlist can have: a server that returns as many does not end. */
const maxPages = 1_000;

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

  /**
   * The rows of all pages, each once, up to a limit.
   *
   * @param first The first page, if it was read already.
   */
  async *pages(
    call: Call,
    source: ProjectId,
    limit: number,
    first?: Page<Row<Id>>,
  ): AsyncGenerator<Row<Id>[], void, undefined> {
    for await (const rows of this.#read(call, source, limit, first)) if (rows.length > 0) yield rows;
  }

  /**
   * Whether an entry is on the list that GitLab refused to add.
   *
   * @throws {JobTokenScopeError} The refusal, when the list cannot be read.
   */
  async has(link: Link<Id>, refusal: JobTokenScopeError): Promise<boolean> {
    try {
      return (await this.#search(link)).row !== undefined;
    } catch (unread) {
      throw link.call.stopped === undefined ? refusal : unread;
    }
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
      const { row, pages } = await this.#search(link);
      // A row that moves between pages may be missed. That it is gone takes two readings.
      return row === undefined && pages > 1 ? (await this.#search(link)).row : row;
    } catch (unread) {
      if (!isJobTokenScopeError(unread) || unread.code === "aborted") throw unread;
      throw new EntryUnconfirmedError({ id: link.id, change }, lost, unread, contextOf(link.call));
    }
  }

  /** Reads the list up to a row, and counts the pages. */
  async #search({ call, source, id }: Link<Id>): Promise<{ row: Row<Id> | undefined; pages: number }> {
    let pages = 0;
    for await (const rows of this.#read(call, source, Number.POSITIVE_INFINITY)) {
      pages++;
      const row = rows.find((one) => one.id === id);
      if (row !== undefined) return { row, pages };
    }
    return { row: undefined, pages };
  }

  /** The rows of each page that no page before it had. */
  #read(
    call: Call,
    source: ProjectId,
    limit: number,
    first?: Page<Row<Id>>,
  ): AsyncGenerator<Row<Id>[], void, undefined> {
    let given = first;
    const list = {
      path: this.#api.path,
      maxPages,
      read: async (page: PageRequest) => {
        const rows = given ?? (await this.#api.list(call, source, page));
        given = undefined;
        return rows;
      },
      mayRepeat: ({ id }: Row<Id>) => Number(id) === source,
    };
    return readRows(call, list, limit);
  }
}
