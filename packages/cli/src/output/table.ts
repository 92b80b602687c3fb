/** Aligns rows in columns that are two spaces apart. Cells are plain text; `paint` colours the rest of a row. */
export function formatTable(
  rows: readonly (readonly string[])[],
  paint: (cell: string, column: number, row: number) => string = (cell) => cell,
): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows
    .map((row, index) =>
      row
        .map((cell, column) => {
          const isLast = column === row.length - 1;
          const padding = isLast ? "" : " ".repeat((widths[column] ?? 0) - cell.length + 2);
          return paint(cell, column, index) + padding;
        })
        .join("")
        .trimEnd(),
    )
    .join("\n");
}
