import type { Page, PageRequest } from "./api/page.js";

/** How often a list is read that changes, or lacks rows, while it is read. */
const maxReadings = 3;
/** A list that cannot be read to its end, and why. */
export class IncompleteList extends Error {}

/** A list, and what is known of it. */
export interface PagedList<Row> {
  /** The path template of the list, as errors show it. */
  readonly path: string;
  /** No list of this kind has so many pages: a server that returns more does not end. */
  readonly maxPages: number;
  read(page: PageRequest): Promise<Page<Row>>;
  /** Whether GitLab may list a row twice: the owner, which is on its own list and may be added to it as well. */
  mayRepeat(row: Row): boolean;
}

/**
 * Reads all pages, each when it is needed, and yields each row once. What it yields for a page may be empty.
 *
 * A list is not a snapshot: rows move between pages while they are read. A reading counts when its total did not change, and
 * when it has as many rows. Otherwise the pages are read again, and the rows that were missed come last.
 *
 * @throws {IncompleteList} When no reading counts, and when the list does not end.
 */
export async function* readPages<Row extends { readonly id: number }>(
  list: PagedList<Row>,
  perPage: number,
): AsyncGenerator<Row[], void, undefined> {
  const yielded = new Set<number>();
  let problem: string | undefined;
  for (let reading = 0; reading < maxReadings; reading++) {
    const seen = new Set<number>();
    const totals = new Set<number>();
    let repeats = 0;
    let page: number | undefined = 1;
    problem = undefined;
    for (let pages = 0; page !== undefined; pages++) {
      if (pages === list.maxPages) {
        throw new IncompleteList(`The list has more than ${list.maxPages} pages.`);
      }
      const { rows, hasNext, total }: Page<Row> = await list.read({ page, perPage });
      const countBefore = seen.size + repeats;
      for (const row of rows) {
        if (seen.has(row.id) && list.mayRepeat(row)) repeats = 1;
        seen.add(row.id);
      }
      yield rows.filter(({ id }) => !yielded.has(id) && yielded.add(id));
      if (total !== undefined) totals.add(total);
      const count = seen.size + repeats;
      const isMissing = total !== undefined && count < total;
      const isNew = count > countBefore;
      // Without headers, only an empty page is certain to be behind the last one: a server may cap the size of a page.
      const isLast = !(isMissing || (hasNext ?? (total === undefined && rows.length > 0)));
      if (!isLast && !isNew) {
        problem = isMissing
          ? `The list has ${count} rows, and its X-Total is ${total}.`
          : `Page ${page} of the list repeats earlier rows, and there are more pages.`;
      }
      // Never further than the next page: rows behind a page that was skipped would be missed.
      page = !isLast && isNew ? page + 1 : undefined;
    }
    if (totals.size > 1) problem = "The list changed while it was read.";
    if (problem === undefined) return;
  }
  throw new IncompleteList(`${problem} It was read ${maxReadings} times.`);
}
