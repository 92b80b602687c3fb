/**
 * The number of the page after this one, or undefined on the last. Proxies strip headers: without an `X-Next-Page` that
 * can be read the `Link` is, and without that a full page is taken for not the last.
 */
export function nextPage(headers: Headers, page: number, isFull: boolean): number | undefined {
  const next = headers.get("x-next-page");
  if (next === "") return undefined;
  if (next !== null && /^\d+$/.test(next)) return Number(next);
  const link = headers.get("link");
  if (link !== null) return /;\s*rel="?next"?/i.test(link) ? page + 1 : undefined;
  return isFull ? page + 1 : undefined;
}
