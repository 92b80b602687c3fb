import type { PendingScript } from "@gitlab-job-token-scope/contract-fixture";
import { count } from "../picture/describe.js";
import { create, find, setText } from "./elements.js";
import { createRow, fillTable } from "./table.js";

/** The maximum number of characters of the responses of a script that are shown. */
const maxCharacters = 500;

/** Shows the scripts that have responses left, in the order in which they apply. */
export function showScripts(scripts: readonly PendingScript[]): void {
  const rows = scripts.map(({ match, responses, repeat, used }, index) => {
    const text = JSON.stringify(responses, undefined, 2);
    const shown = text.length > maxCharacters ? `${text.slice(0, maxCharacters)}…` : text;
    const left = `${count(responses.length, "response")}${repeat ? ", repeated" : ""}`;
    return createRow(String(index), "Requests", {
      Requests: Object.keys(match).length === 0 ? "all requests" : JSON.stringify(match),
      Used: String(used),
      Left: create("details", {}, [create("summary", {}, left), create("pre", {}, shown)]),
    });
  });
  fillTable("scripts", count(scripts.length, "pending script"), rows);
  const link = find("script-count", HTMLAnchorElement);
  setText(link, scripts.length === 0 ? "" : count(scripts.length, "pending script"));
}
