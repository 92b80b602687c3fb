/** A page of an allowlist. */
export interface EntryPage<Entry> {
  readonly entries: readonly Entry[];
  /** The number of the next page; undefined on the last. */
  readonly next: number | undefined;
  /** How many rows GitLab says there are on all pages, if it does. */
  readonly total: number | undefined;
}

/**
 * Reads all pages, each when it is asked for, and gives each entry once.
 *
 * Rows move between pages while they are read: a row that was removed from a page draws one of the next onto it, unread.
 * When the total changes on the way, the pages are therefore read once more, and what was missed comes last.
 */
export async function* readPages<Entry extends { readonly id: number }>(
  read: (page: number) => Promise<EntryPage<Entry>>,
): AsyncGenerator<Entry[], void, undefined> {
  const given = new Set<number>();
  for (const _reading of ["first", "second"]) {
    const seen = new Set<number>();
    const totals = new Set<number>();
    let page: number | undefined = 1;
    while (page !== undefined) {
      const { entries, next, total }: EntryPage<Entry> = await read(page);
      const seenBefore = seen.size;
      for (const { id } of entries) seen.add(id);
      const unread = entries.filter(({ id }) => !given.has(id) && given.add(id));
      if (unread.length > 0) yield unread;
      if (total !== undefined) totals.add(total);
      // A page that only repeats what was seen is a proxy's mistake: there is no end to wait for.
      page = seen.size > seenBefore ? next : undefined;
    }
    if (totals.size < 2) return;
  }
}
