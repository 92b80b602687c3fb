import { toInteger } from "../grape/coerce.js";
import { invalidParameters } from "./api-error.js";
import type { Call } from "./call.js";
import { readParameter } from "./parameters.js";
import type { GitLabResponse } from "./response.js";

/** [page-default] */
const defaultPerPage = 20;
/** The maximum number of entries per page. [page-limit] */
export const maxPerPage = 100;
/** The maximum number of entries that GitLab counts. [page-totals-limit] */
const maxCount = 10_000;

/**
 * Validates `page` and `per_page`, and returns a function that responds with that page of all rows. [page-invalid]
 *
 * @param problems What is wrong with the parameters before them.
 */
export function paginate(
  call: Call,
  problems: string[] = [],
): <Row>(rows: Row[], present: (row: Row) => unknown) => GitLabResponse {
  // [page-negative]
  const page = Math.max(1, readInteger(call, "page", 1, problems));
  const perPage = readInteger(call, "per_page", defaultPerPage, problems);
  // [page-of-nothing]
  if (perPage === 0) problems.push("per_page has a value not allowed");
  if (problems.length > 0) throw invalidParameters(...problems);
  const size = perPage < 1 ? defaultPerPage : Math.min(maxPerPage, perPage);

  return (rows, present) => ({
    status: 200,
    headers: pageHeaders(call, page, size, rows.length),
    body: rows.slice((page - 1) * size, page * size).map(present),
  });
}

/** [parameter-blank-optional] */
function readInteger(call: Call, name: string, defaultValue: number, problems: string[]): number {
  const value = readParameter(call, name) ?? "";
  if (value === "") return defaultValue;
  const integer = toInteger(value);
  if (integer === undefined) problems.push(`${name} is invalid`);
  return integer ?? defaultValue;
}

/** [page-headers] [page-last] [page-past-end] [page-totals] */
function pageHeaders(call: Call, page: number, size: number, total: number): Record<string, string> {
  const last = Math.ceil(total / size);
  const next = page < last ? page + 1 : undefined;
  const previous = page > 1 && page <= last ? page - 1 : undefined;
  const pages = Math.max(1, last);
  const isCounted = total <= maxCount;
  const link = (rel: string, target: number | undefined): string[] =>
    target === undefined ? [] : [`<${pageUrl(call, target, size)}>; rel="${rel}"`];
  return {
    link: [
      ...link("prev", previous),
      ...link("next", next),
      ...link("first", 1),
      ...link("last", isCounted ? pages : undefined),
    ].join(", "),
    "x-page": `${page}`,
    "x-per-page": `${size}`,
    "x-next-page": `${next ?? ""}`,
    "x-prev-page": `${previous ?? ""}`,
    ...(isCounted && { "x-total": `${total}`, "x-total-pages": `${pages}` }),
  };
}

/** The URL of a page, with every parameter of the request in the query, path parameters included. [page-links] */
function pageUrl({ url, path }: Call, page: number, size: number): string {
  const target = new URL(url);
  const parameters = { ...path, page: `${page}`, per_page: `${size}` };
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
  target.searchParams.sort();
  return target.href;
}
