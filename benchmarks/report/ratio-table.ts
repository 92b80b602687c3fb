import type { Summary } from "../comparison.ts";
import type { TableName } from "../tables.ts";
import type { Table } from "./align.ts";

/** A row for each thing that was measured: the baseline's median, and the ratio of each contender to it. */
export function ratioTable(comparisons: readonly Summary[], table: TableName): Table {
  const ofTable = comparisons.filter((summary) => summary.table === table);
  const baseline = ofTable[0]?.baseline ?? "";
  const contenders = [...new Set(ofTable.map(({ contender }) => contender))];
  const names = [...new Set(ofTable.map(({ name }) => name))];
  return [
    ["", baseline, ...contenders],
    ...names.map((name) => {
      const row = ofTable.filter((summary) => summary.name === name);
      const cells = contenders.map((contender) => row.find((summary) => summary.contender === contender));
      return [name, row[0] ? formatValue(row[0].baselineMedian, row[0].unit) : "", ...cells.map(formatRatio)];
    }),
  ];
}

/** The median and, where the rounds differ, the quartiles: `1.22 (1.17 to 1.30)`. */
function formatRatio(summary: Summary | undefined): string {
  if (summary === undefined) return "";
  const { median, lowerQuartile, upperQuartile } = summary.ratio;
  const [middle, lower, upper] = [median, lowerQuartile, upperQuartile].map(formatNumber);
  return lower === upper ? `${middle}` : `${middle} (${lower} to ${upper})`;
}

/** Times in the unit that suits their size. */
export function formatValue(value: number, unit: Summary["unit"]): string {
  if (unit === "µs" && value >= 1_000) return formatValue(value / 1_000, "ms");
  if (unit === "ms" && value >= 1_000) return `${formatNumber(value / 1_000)} s`;
  // The name of the table says what is counted.
  if (unit === "requests" || unit === "packages") return `${value}`;
  return `${formatNumber(value)} ${unit}`;
}

export function formatNumber(value: number): string {
  if (value < 0.1) return Number(value.toPrecision(1)).toString();
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}
