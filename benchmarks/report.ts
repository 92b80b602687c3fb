import { type Comparison, ratios, type Spread, spread } from "./comparison.ts";
import type { Memory } from "./memory.ts";

/** The results as tables, for people. */
export function report(comparisons: readonly Comparison[], { early, late, growth, bound }: Memory): string {
  const rows = comparisons.map(({ name, unit, better, rounds }) => [
    `${name} (${better} is better)`,
    show(ratios(rounds), 2),
    `${spread(rounds.map(({ fixture }) => fixture)).median.toFixed(0)} ${unit}`,
    `${spread(rounds.map(({ prism }) => prism)).median.toFixed(0)} ${unit}`,
  ]);
  return [
    `Node ${process.version}, ${process.platform} ${process.arch}. Ratios are fixture to prism mock: min / median / max.`,
    "",
    ...align([["", "ratio", "fixture", "prism mock"], ...rows]),
    "",
    `heap after ${late.requests} requests to that after ${early.requests}: ${growth.toFixed(2)} (at most ${bound}; ` +
      `${late.heapMegabytes.toFixed(1)} and ${early.heapMegabytes.toFixed(1)} MiB)`,
  ].join("\n");
}

function show({ min, median, max }: Spread, digits: number): string {
  return [min, median, max].map((number) => number.toFixed(digits)).join(" / ");
}

function align(rows: string[][]): string[] {
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(width(column)))
      .join("  ")
      .trimEnd(),
  );
}
