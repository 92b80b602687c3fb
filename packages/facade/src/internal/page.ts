import { nextPage } from "./next-page.js";

/** A row of an allowlist, whichever kind it has. */
export interface Row<Id> {
  readonly id: Id;
  readonly name?: string;
  readonly path?: string;
  readonly webUrl?: string;
}

/** Which page of an allowlist to read. */
export interface PageRequest {
  /** From 1. */
  readonly page: number;
  /** How many rows the page has, up to 100. */
  readonly perPage: number;
}

/** A page of an allowlist. */
export interface Page<Id> {
  readonly rows: readonly Row<Id>[];
  /** The number of the next page; undefined on the last. */
  readonly next: number | undefined;
  /** How many rows GitLab says there are on all pages, if it does. */
  readonly total: number | undefined;
}

type IsId<Id> = (value: unknown) => value is Id;

/** A row of which nothing is known but its id; undefined when that is none. */
export function toRow<Id>(isKind: IsId<Id>, id: unknown): Row<Id> | undefined {
  return isKind(id) ? { id } : undefined;
}

/** A page of rows; undefined when what came is none. */
export function toPage<Item extends { id: number }, Id>(
  isKind: IsId<Id>,
  items: Item[] | undefined,
  headers: Headers,
  { page, perPage }: PageRequest,
  describe: (item: Item) => Omit<Row<Id>, "id">,
): Page<Id> | undefined {
  const isRow = (item: Item): item is Item & { id: Id } => isKind(item?.id);
  if (!Array.isArray(items) || !items.every(isRow)) return undefined;
  const total = headers.get("x-total");
  return {
    rows: items.map((item) => ({ ...describe(item), id: item.id })),
    next: nextPage(headers, page, items.length >= perPage),
    total: total !== null && /^\d+$/.test(total) ? Number(total) : undefined,
  };
}
