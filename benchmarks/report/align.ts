/** Rows of cells, the header first. */
export type Table = readonly (readonly string[])[];

/** Columns separated by spaces, for a terminal. */
export function textTable(table: Table): string {
  return align(table)
    .map((row) => row.join("  ").trimEnd())
    .join("\n");
}

export function markdownTable(table: Table): string {
  const [header = [], ...rows] = align(table);
  const rule = header.map((cell) => "-".repeat(cell.length));
  return [header, rule, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function align(table: Table): string[][] {
  const width = (column: number): number => Math.max(...table.map((row) => row[column]?.length ?? 0));
  return table.map((row) => row.map((cell, column) => cell.padEnd(width(column))));
}
