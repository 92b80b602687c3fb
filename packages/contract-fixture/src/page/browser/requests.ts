import type { Note, RecordedRequest, Violation } from "@gitlab-job-token-scope/contract-fixture";
import { count } from "../picture/describe.js";
import type { Snapshot } from "./control.js";
import { breakable, create, find, setText } from "./elements.js";
import { createRow, fillTable } from "./table.js";

/** The maximum number of characters of a body that are shown. */
const maxCharacters = 2000;

/** Shows the latest requests, newest first, and the number of violations and notes. */
export function showRequests({ health, requests }: Snapshot): void {
  const violations = find("violations", HTMLAnchorElement);
  setText(violations, `${count(health.violations, "violation")} of GitLab’s OpenAPI document`);
  violations.classList.toggle("error", health.violations > 0);
  setText(find("notes", HTMLAnchorElement), count(health.notes, "note"));
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

function toRow(key: string, request: RecordedRequest): HTMLTableRowElement {
  const { time, durationMs, method, path, operation, response, violations, notes } = request;
  return createRow(key, "Path", {
    Time: [
      create("time", { datetime: time }, new Date(time).toLocaleTimeString("en-GB")),
      create("small", {}, formatDuration(durationMs)),
    ],
    Method: method,
    Path: [
      create("span", {}, breakable(path)),
      create("small", {}, operation ?? "no operation of the document"),
      ...listProblems("error", "violation", violations),
      ...listProblems("remark", "note", notes),
      showExchange(request),
    ],
    Status: [showStatus(request), ...(response.isScripted ? [create("small", {}, "by a script")] : [])],
  });
}

function showStatus({ status }: RecordedRequest): HTMLSpanElement {
  const text = status === 0 ? "connection reset" : String(status);
  return create("span", { class: "status", "data-class": String(Math.floor(status / 100)) }, text);
}

function listProblems(name: string, label: string, problems: readonly (Violation | Note)[]): HTMLElement[] {
  if (problems.length === 0) return [];
  const items = problems.map((problem) => {
    const side = "side" in problem && problem.side === "response" ? "response, " : "";
    const title = create("strong", {}, `${label}: ${side}${problem.location}`);
    return create("li", {}, [title, `: ${problem.message}`]);
  });
  return [create("ul", { class: name }, items)];
}

function showExchange({ headers, body, status, response }: RecordedRequest): HTMLDetailsElement {
  return create("details", {}, [
    create("summary", {}, "Headers and bodies"),
    ...showMessage("Request", headers, body),
    ...(status === 0 ? [] : showMessage("Response", response.headers, response.body)),
  ]);
}

function showMessage(title: string, headers: Readonly<Record<string, string>>, body: unknown): HTMLElement[] {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const text = typeof body === "string" ? body : (JSON.stringify(body, undefined, 2) ?? "");
  const shown = text.length > maxCharacters ? `${text.slice(0, maxCharacters)}…` : text;
  return [
    create("h3", {}, title),
    create("pre", { class: "headers" }, lines.join("\n") || "no headers"),
    ...(shown === "" ? [create("small", {}, "no body")] : [create("pre", {}, shown)]),
  ];
}

/** Formats a duration: `"3.4 ms"`, `"120 ms"`, `"2.1 s"`. */
function formatDuration(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}
