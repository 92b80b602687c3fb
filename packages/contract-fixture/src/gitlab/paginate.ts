import { type Answer, invalid } from "./answer.js";
import type { Call } from "./call.js";
import { toInteger } from "./parameters.js";

const mostRows = 100;
/** Above this many rows GitLab leaves the totals out. */
const mostCounted = 10_000;

/** Checks `page` and `per_page`, and gives a function that answers with that page of all rows. */
export function paginate(call: Call): <Row>(rows: Row[], present: (row: Row) => unknown) => Answer {
  const complaints: string[] = [];
  const page = Math.max(1, parameter(call, "page", 1, complaints));
  const perPage = parameter(call, "per_page", 20, complaints);
  if (perPage === 0) complaints.push("per_page has a value not allowed");
  if (complaints.length > 0) throw invalid(...complaints);
  const size = Math.min(mostRows, Math.max(1, perPage));

  return (rows, present) => ({
    status: 200,
    headers: pageHeaders(call.url, page, size, rows.length),
    body: rows.slice((page - 1) * size, page * size).map(present),
  });
}

function parameter(call: Call, name: string, missing: number, complaints: string[]): number {
  const given = call.query[name];
  if (given === undefined) return missing;
  const value = toInteger(given);
  if (value === undefined) complaints.push(`${name} is invalid`);
  return value ?? missing;
}

function pageHeaders(url: URL, page: number, size: number, total: number): Record<string, string> {
  const last = Math.max(1, Math.ceil(total / size));
  const isCounted = total <= mostCounted;
  const next = page < last ? page + 1 : undefined;
  const previous = page > 1 ? page - 1 : undefined;
  const link = (rel: string, target: number | undefined): string[] =>
    target === undefined
      ? []
      : [`<${url.origin}${url.pathname}?page=${target}&per_page=${size}>; rel="${rel}"`];
  return {
    link: [
      ...link("prev", previous),
      ...link("next", next),
      ...link("first", 1),
      ...link("last", isCounted ? last : undefined),
    ].join(", "),
    "x-page": `${page}`,
    "x-per-page": `${size}`,
    "x-next-page": `${next ?? ""}`,
    "x-prev-page": `${previous ?? ""}`,
    ...(isCounted && { "x-total": `${total}`, "x-total-pages": `${last}` }),
  };
}
