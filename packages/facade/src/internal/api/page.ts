import { nextLink } from "./link-header.js";

/** Which page of a list to read. */
export interface PageRequest {
  /** From 1. */
  readonly page: number;
  /** How many rows a page has, up to 100. */
  readonly perPage: number;
}

/** A page of a list. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /**
   * The next page as the response reports it; `"none"` when it reports that this is the last one, and undefined when a proxy
   * has stripped the headers.
   */
  readonly next: number | "none" | undefined;
  /** How many rows all pages have, if GitLab reports it. It does not above 10,000. */
  readonly total: number | undefined;
}

/** Reads a page; undefined when the data is not an array of rows. */
export function toPage<Item, Row>(
  data: readonly Item[] | undefined,
  headers: Headers,
  { page }: PageRequest,
  toRow: (item: Item) => Row | undefined,
): Page<Row> | undefined {
  if (!Array.isArray(data)) return undefined;
  const items: readonly Item[] = data;
  const rows = items.map(toRow).filter((row) => row !== undefined);
  if (rows.length < items.length) return undefined;
  const total = headers.get("x-total") ?? "";
  return { rows, next: nextPage(headers, page), total: isWhole(total) ? Number(total) : undefined };
}

function nextPage(headers: Headers, page: number): Page<never>["next"] {
  const next = headers.get("x-next-page");
  if (next === "") return "none";
  if (next !== null && isWhole(next)) return Number(next);
  const link = headers.get("link");
  if (link === null) return undefined;
  const url = nextLink(link);
  if (url === undefined) return "none";
  const number = new URLSearchParams(url.replace(/^[^?]*\??/, "").replace(/#.*$/, "")).get("page") ?? "";
  return isWhole(number) ? Number(number) : page + 1;
}

function isWhole(text: string): boolean {
  return /^\d{1,9}$/.test(text);
}
