import { type Answer, invalid } from "./answer.js";
import type { Call } from "./call.js";
import { toInteger } from "./parameters.js";

/** How many rows a page has unless the request says otherwise. [page-default] */
const usualRows = 20;
/** [page-limit] */
const mostRows = 100;

/** Checks `page` and `per_page`, and gives a function that answers with that page of all rows. [page-invalid] */
export function paginate(call: Call): <Row>(rows: Row[], present: (row: Row) => unknown) => Answer {
  const complaints: string[] = [];
  // [page-negative]
  const page = Math.max(1, parameter(call, "page", 1, complaints));
  const perPage = parameter(call, "per_page", usualRows, complaints);
  // [page-of-nothing]
  if (perPage === 0) complaints.push("per_page has a value not allowed");
  if (complaints.length > 0) throw invalid(...complaints);
  const size = perPage < 0 ? usualRows : Math.min(mostRows, perPage);

  return (rows, present) => ({
    status: 200,
    headers: pageHeaders(call, page, size, rows.length),
    body: rows.slice((page - 1) * size, page * size).map(present),
  });
}

/** [parameter-blank-optional] */
function parameter(call: Call, name: string, missing: number, complaints: string[]): number {
  const given = call.query[name];
  if (given === undefined || given === "") return missing;
  const value = toInteger(given);
  if (value === undefined) complaints.push(`${name} is invalid`);
  return value ?? missing;
}

/** [page-headers] [page-last] [page-past-end] [page-totals] */
function pageHeaders(call: Call, page: number, size: number, total: number): Record<string, string> {
  const last = Math.ceil(total / size);
  const next = page < last ? page + 1 : undefined;
  const previous = page > 1 && page <= last ? page - 1 : undefined;
  const pages = Math.max(1, last);
  const link = (rel: string, target: number | undefined): string[] =>
    target === undefined ? [] : [`<${pageUrl(call, target, size)}>; rel="${rel}"`];
  return {
    link: [
      ...link("prev", previous),
      ...link("next", next),
      ...link("first", 1),
      ...link("last", pages),
    ].join(", "),
    "x-page": `${page}`,
    "x-per-page": `${size}`,
    "x-next-page": `${next ?? ""}`,
    "x-prev-page": `${previous ?? ""}`,
    "x-total": `${total}`,
    "x-total-pages": `${pages}`,
  };
}

/** The address of a page: with every parameter of the request, those of the path included. [page-links] */
function pageUrl({ url, path }: Call, page: number, size: number): string {
  const target = new URL(url);
  const parameters = { ...path, page: `${page}`, per_page: `${size}` };
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
  target.searchParams.sort();
  return target.href;
}
