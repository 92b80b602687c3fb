import { type Content, create, find } from "./elements.js";
import { updateContent, withKey } from "./update.js";

/** No table has more rows: a world may have thousands. */
export const mostRows = 50;

/** Makes a row of a table; the column that `header` names says what the row is about. */
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

/** Fills one of the page's tables; what its rows are made of heads its columns. */
export function fillTable(id: string, caption: string, rows: readonly HTMLTableRowElement[]): void {
  const heads = [...(rows[0]?.cells ?? [])].map(({ dataset }) =>
    create("th", { role: "columnheader", scope: "col" }, dataset["label"]),
  );
  const table = find(id, HTMLTableElement);
  // Where the style makes blocks of rows, browsers forget that they are rows of a table, unless told.
  table.setAttribute("role", "table");
  updateContent(table, [
    create("caption", {}, caption),
    create("thead", { role: "rowgroup" }, create("tr", { role: "row" }, heads)),
    create("tbody", { role: "rowgroup" }, rows),
  ]);
}

/** How many there are, of how many, and how many of them are shown: `"12 of 10,000 projects"`. */
export function describeCount(noun: string, shown: number, matching: number, all: number): string {
  const of = matching === all ? "" : `${matching.toLocaleString("en")} of `;
  const rest = shown === matching ? "" : `, ${shown.toLocaleString("en")} shown`;
  return `${of}${count(all, noun)}${rest}`;
}

/** A number and its noun: `"1 project"`, `"no projects"`. */
export function count(number: number, noun: string): string {
  return `${number === 0 ? "no" : number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
