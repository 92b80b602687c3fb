import { count } from "../picture/describe.js";
import { type Content, create, find } from "./elements.js";
import { updateContent, withKey } from "./update.js";

/** The maximum number of rows of a table, since the state may have thousands of projects. */
export const maxRows = 50;

/** Creates a row of a table. `header` is the column that contains the row header. */
export function createRow(
  key: string,
  header: string,
  cells: Readonly<Record<string, Content>>,
): HTMLTableRowElement {
  const content = Object.entries(cells).map(([label, cell]) =>
    label === header
      ? create("th", { role: "rowheader", scope: "row", "data-label": label }, cell)
      : create("td", { role: "cell", "data-label": label }, cell),
  );
  return withKey(key, create("tr", { role: "row" }, content));
}

/** Fills a table of the page. The column headers are taken from the labels of the first row. */
export function fillTable(id: string, caption: string, rows: readonly HTMLTableRowElement[]): void {
  const headers = [...(rows[0]?.cells ?? [])].map(({ dataset }) =>
    create("th", { role: "columnheader", scope: "col" }, dataset["label"]),
  );
  const table = find(id, HTMLTableElement);
  // Browsers drop the implicit table roles if CSS displays rows as blocks, so all roles are set explicitly. A table without
  // rows is not accessible, so only its caption remains.
  table.setAttribute("role", rows.length > 0 ? "table" : "none");
  const sections = [
    create("thead", { role: "rowgroup" }, create("tr", { role: "row" }, headers)),
    create("tbody", { role: "rowgroup" }, rows),
  ];
  updateContent(table, [create("caption", {}, caption), ...(rows.length > 0 ? sections : [])]);
}

/** Describes the numbers of matching, total and shown items: `"120 of 10,000 projects, 50 shown"`. */
export function describeCount(noun: string, shown: number, matching: number, total: number): string {
  const prefix = matching === total ? "" : `${matching.toLocaleString("en")} of `;
  const suffix = shown === matching ? "" : `, ${shown.toLocaleString("en")} shown`;
  return `${prefix}${count(total, noun)}${suffix}`;
}
