/** A row of the document's tables. */
export interface Row {
  /** `undefined` unless the first cell is an ID in backticks. */
  readonly id: string | undefined;
  readonly line: number;
  /** The text of the last cell. */
  readonly source: string;
  readonly cellCount: number;
}

/** An ID has two words or more, so that other text in brackets is not mistaken for one. */
export const idPattern = "[a-z0-9]+(?:-[a-z0-9]+)+";

const idCell = new RegExp(`^\`(${idPattern})\`$`);

/** The rows of every table in a Markdown document, without the header rows. */
export function readRows(markdown: string): Row[] {
  const lines = markdown.split("\n").map((text, index) => ({ text, line: index + 1 }));
  return lines.flatMap(({ text, line }, index) => {
    const isHeader = isDelimiter(lines[index + 1]?.text);
    if (!text.startsWith("|") || isDelimiter(text) || isHeader) return [];
    const cells = text
      .replace(/\|\s*$/, "")
      .split(/(?<!\\)\|/)
      .slice(1)
      .map((cell) => cell.trim());
    const id = idCell.exec(cells[0] ?? "")?.[1];
    return [{ id, line, source: cells.at(-1) ?? "", cellCount: cells.length }];
  });
}

function isDelimiter(text: string | undefined): boolean {
  return text !== undefined && /^\|(\s*:?-+:?\s*\|)+\s*$/.test(text);
}
