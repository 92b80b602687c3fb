import type { Call } from "./http/call.js";
import { incompleteListError } from "./http/failure.js";
import { IncompleteList, type PagedList, readPages } from "./read-pages.js";

/** The maximum number of rows that GitLab returns on a page. */
export const maxPerPage = 100;

/**
 * The rows of all pages, each once, up to a limit. What it yields for a page may be empty.
 *
 * @throws {JobTokenScopeError} When a page cannot be read, or the list cannot be read to its end.
 */
export async function* readRows<Row extends { readonly id: number }>(
  call: Call,
  list: PagedList<Row>,
  limit: number,
): AsyncGenerator<Row[], void, undefined> {
  let left = limit;
  try {
    for await (const rows of readPages(list, Math.min(maxPerPage, limit))) {
      yield rows.slice(0, left);
      left -= rows.length;
      if (left <= 0) return;
    }
  } catch (error) {
    throw error instanceof IncompleteList ? incompleteListError(call, list.path, error.message) : error;
  }
}
