import type { RecordedRequest, Violation } from "@gitlab-job-token-scope/contract-fixture";
import type { Told } from "./control.js";
import { create, find, say } from "./elements.js";
import { count, createRow, fillTable } from "./table.js";

/** The beginning of a body says enough. */
const mostCharacters = 2000;

/** Shows the last requests, newest first, and how often the document was broken. */
export function showRequests({ health, requests }: Told): void {
  const violations = find("violations", HTMLAnchorElement);
  say(violations, `${count(health.violations, "violation")} of GitLab’s OpenAPI document`);
  violations.classList.toggle("wrong", health.violations > 0);
  const newest = requests.length < health.requests ? `, the newest ${requests.length} shown` : "";
  fillTable("requests", `${count(health.requests, "request")}${newest}`, toRows(requests).reverse());
}

function toRows(requests: readonly RecordedRequest[]): HTMLTableRowElement[] {
  const seen = new Map<string, number>();
  return requests.map((request) => {
    const text = JSON.stringify(request);
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    // Nothing but its place tells a request from one that is the same.
    return toRow(`${times} ${text}`, request);
  });
}

function toRow(key: string, { method, path, body, operation, status, violations }: RecordedRequest) {
  return createRow(key, "Path", {
    Method: method,
    Path: [
      path,
      ...(violations.length === 0 ? [] : [create("ul", { class: "wrong" }, violations.map(toItem))]),
      ...(body === undefined ? [] : [showBody(body)]),
    ],
    Operation: operation ?? create("span", { class: "none" }, "none"),
    Status: status === 0 ? "connection reset" : String(status),
  });
}

function toItem({ side, location, message }: Violation): HTMLLIElement {
  return create("li", {}, [
    create("strong", {}, side === "response" ? `answer, ${location}` : location),
    `: ${message}`,
  ]);
}

function showBody(body: unknown): HTMLDetailsElement {
  const text = typeof body === "string" ? body : JSON.stringify(body, undefined, 2);
  const shown = text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
  return create("details", {}, [create("summary", {}, "Body"), create("pre", {}, shown)]);
}
