import type { Memory } from "../memory.ts";
import type { Results } from "../results.ts";
import { type TableName, tables } from "../tables.ts";
import { markdownTable, textTable } from "./align.ts";
import { formatNumber, ratioTable } from "./ratio-table.ts";

/** Everything that was measured, for a terminal. */
export function report(results: Results): string {
  const parts = [`${describe(results)}. Ratios are to the first column: the median and the quartiles.`];
  for (const table of tableNames(results)) {
    parts.push(
      `${tables[table].title} (${tables[table].better} is better)`,
      textTable(ratioTable(results.comparisons, table)),
    );
  }
  return [...parts, ...results.memory.map(describeMemory), ...describeDecide(results)].join("\n\n");
}

/** The same for a page. */
export function markdownReport(results: Results): string {
  const parts = [`Measured on ${describe(results)}.`];
  for (const table of tableNames(results)) {
    const { title, better } = tables[table];
    parts.push(`### ${title}`);
    if (table === "cpu" || table === "wall-latency") parts.push(picture(table, title));
    if (better === "more") parts.push("More is better.");
    parts.push(markdownTable(ratioTable(results.comparisons, table)));
  }
  const figures = [...results.memory.map(describeMemory), ...describeDecide(results)];
  if (figures.length > 0) parts.push("### Other figures", figures.map((figure) => `- ${figure}`).join("\n"));
  return parts.join("\n\n");
}

/** When and where: `26 November 2026, Node 24.21.0, linux x64, 2 processors`. */
export function describe({ date, node, machine }: Results): string {
  const day = new Date(date).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
  return `${day}, Node ${node}, ${machine}`;
}

function tableNames({ comparisons }: Results): TableName[] {
  const names = Object.keys(tables) as TableName[];
  return names.filter((name) => comparisons.some(({ table }) => table === name));
}

function picture(table: TableName, title: string): string {
  return [
    "<picture>",
    `  <source media="(prefers-color-scheme: dark)" srcset="charts/${table}-dark.svg">`,
    `  <img alt="${title}, as a chart of the table below" src="charts/${table}-light.svg">`,
    "</picture>",
  ].join("\n");
}

function describeMemory({ counted, early, late, growth, bound }: Memory): string {
  return (
    `The heap after ${late.count} ${counted} is ${growth.toFixed(2)} of that after ${early.count} ` +
    `(maximum: ${bound}; ${late.heapMegabytes.toFixed(1)} and ${early.heapMegabytes.toFixed(1)} MiB).`
  );
}

function describeDecide({ decideMs }: Results): string[] {
  const times = Object.entries(decideMs).map(([size, ms]) => `${size}: ${formatNumber(ms)} ms`);
  return times.length === 0
    ? []
    : [`Comparing lists of so many entries, of which half differ: ${times.join(", ")}.`];
}
