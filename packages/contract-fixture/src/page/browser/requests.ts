import type { RecordedRequest, Violation } from "@gitlab-job-token-scope/contract-fixture";
import type { Snapshot } from "./control.js";
import { create, find, setText } from "./elements.js";
import { count, createRow, fillTable } from "./table.js";

/** The maximum number of characters of a body that are shown. */
const maxCharacters = 2000;

/** Shows the latest requests, newest first, and the number of violations. */
export function showRequests({ health, requests }: Snapshot): void {
  const violations = find("violations", HTMLAnchorElement);
  setText(violations, `${count(health.violations, "violation")} of GitLab’s OpenAPI document`);
  violations.classList.toggle("error", health.violations > 0);
  const suffix = requests.length < health.requests ? `, latest ${requests.length} shown` : "";
  fillTable("requests", `${count(health.requests, "request")}${suffix}`, toRows(requests).reverse());
}

function toRows(requests: readonly RecordedRequest[]): HTMLTableRowElement[] {
  const occurrences = new Map<string, number>();
  return requests.map((request) => {
    const text = JSON.stringify(request);
    const occurrence = (occurrences.get(text) ?? 0) + 1;
    occurrences.set(text, occurrence);
    // Identical requests are numbered to make their keys unique.
    return toRow(`${occurrence} ${text}`, request);
  });
}

function toRow(key: string, { method, path, body, operation, status, violations }: RecordedRequest) {
  return createRow(key, "Path", {
    Method: method,
    Path: [
      path,
      ...(violations.length === 0 ? [] : [create("ul", { class: "error" }, violations.map(toItem))]),
      ...(body === undefined ? [] : [showBody(body)]),
    ],
    Operation: operation ?? create("span", { class: "empty" }, "none"),
    Status: status === 0 ? "connection reset" : String(status),
  });
}

function toItem({ side, location, message }: Violation): HTMLLIElement {
  return create("li", {}, [
    create("strong", {}, side === "response" ? `response, ${location}` : location),
    `: ${message}`,
  ]);
}

function showBody(body: unknown): HTMLDetailsElement {
  const text = typeof body === "string" ? body : JSON.stringify(body, undefined, 2);
  const shown = text.length > maxCharacters ? `${text.slice(0, maxCharacters)}…` : text;
  return create("details", {}, [create("summary", {}, "Body"), create("pre", {}, shown)]);
}
