/** A row of the document's tables. */
export interface Row {
  /** Undefined where the first cell is no id in code. */
  readonly id: string | undefined;
  readonly line: number;
  /** The text of the last cell. */
  readonly source: string;
  /** How many cells it has. */
  readonly cells: number;
}

/** What an id looks like: two words or more, so that nothing else in brackets is taken for one. */
export const idPattern = "[a-z0-9]+(?:-[a-z0-9]+)+";

const idCell = new RegExp(`^\`(${idPattern})\`$`);

/** The rows of every table in a Markdown document, without the tables' heads. */
export function readRows(markdown: string): Row[] {
  const lines = markdown.split("\n").map((text, index) => ({ text, line: index + 1 }));
  return lines.flatMap(({ text, line }, index) => {
    const isHead = isRuler(lines[index + 1]?.text);
    if (!text.startsWith("|") || isRuler(text) || isHead) return [];
    const cells = text
      .replace(/\|\s*$/, "")
      .split(/(?<!\\)\|/)
      .slice(1)
      .map((cell) => cell.trim());
    return [{ id: idCell.exec(cells[0] ?? "")?.[1], line, source: cells.at(-1) ?? "", cells: cells.length }];
  });
}

function isRuler(text: string | undefined): boolean {
  return text !== undefined && /^\|(\s*:?-+:?\s*\|)+\s*$/.test(text);
}
