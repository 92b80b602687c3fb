import { hasNextLink } from "./link-header.js";

/** Which page of a list to read. */
export interface PageRequest {
  /** From 1. */
  readonly page: number;
  /** How many rows a page has, up to 100. */
  readonly perPage: number;
}

/** The query that requests a page. */
export function queryOf({ page, perPage }: PageRequest): { page: number; per_page: number } {
  return { page, per_page: perPage };
}

/** A page of a list. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Whether the response reports another page; undefined when a proxy has stripped the headers. */
  readonly hasNext: boolean | undefined;
  /** How many rows all pages have, if GitLab reports it. It does not above 10,000. */
  readonly total: number | undefined;
}

/** Reads a page; undefined when the data is not an array of rows. */
export function toPage<Item, Row>(
  data: readonly Item[] | undefined,
  headers: Headers,
  toRow: (item: Item) => Row | undefined,
): Page<Row> | undefined {
  if (!Array.isArray(data)) return undefined;
  const items: readonly Item[] = data;
  const rows = items.map(toRow).filter((row) => row !== undefined);
  if (rows.length < items.length) return undefined;
  const total = String(headers.get("x-total"));
  return { rows, hasNext: hasNextPage(headers), total: /^\d{1,9}$/.test(total) ? Number(total) : undefined };
}

function hasNextPage(headers: Headers): boolean | undefined {
  const next = String(headers.get("x-next-page"));
  if (next === "") return false;
  if (/^\d+$/.test(next)) return true;
  const link = headers.get("link");
  return link === null ? undefined : hasNextLink(link);
}
