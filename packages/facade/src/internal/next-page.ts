/**
 * The number of the page after this one, or undefined on the last. Proxies strip headers: without `X-Next-Page` the
 * `Link` is read, and without that a full page is taken for not the last.
 */
export function nextPage(headers: Headers, page: number, isFull: boolean): number | undefined {
  const next = headers.get("x-next-page");
  if (next !== null) return /^\d+$/.test(next) ? Number(next) : undefined;
  const link = headers.get("link");
  if (link !== null) return /;\s*rel="?next"?/i.test(link) ? page + 1 : undefined;
  return isFull ? page + 1 : undefined;
}
