import { type Comparison, ratios, spread } from "./comparison.ts";
import type { Memory } from "./memory.ts";
import type { Results } from "./results.ts";
import type { Listeners } from "./sdk/memory-client.ts";
import { markdownTable, type Table, textTable } from "./table.ts";

/** The results for people: as text for a terminal, or as Markdown for the README. */
export function report({ fixture, sdk }: Results, format: "text" | "markdown"): string {
  const show = format === "markdown" ? markdownTable : textTable;
  const parts = [
    `Node ${process.version}, ${process.platform} ${process.arch}. Ratios are of one round each.`,
  ];
  if (sdk !== undefined) {
    parts.push("CPU time of a call, client to raw fetch:", show(toTable(sdk.cpu, "client")));
    parts.push("Wall time of a call, client to raw fetch:", show(toTable(sdk.wall, "client")));
    parts.push(describe(sdk.memory), describeListeners(sdk.listeners));
  }
  if (fixture !== undefined) {
    parts.push("Fixture to prism mock:", show(toTable(fixture.comparisons, "server")));
    parts.push(describe(fixture.memory));
  }
  return parts.join("\n\n");
}

function toTable(comparisons: readonly Comparison[], role: string): Table {
  const baseline = comparisons[0]?.baseline ?? "";
  const header = ["", role, "min", "median", "max", "better", `median of ${role}`, `median of ${baseline}`];
  const rows = comparisons.map(({ name, contender, unit, better, rounds }) => {
    const { min, median, max } = ratios(rounds);
    const own = spread(rounds.map((round) => round.contender)).median;
    const beside = spread(rounds.map((round) => round.baseline)).median;
    return [
      ...[name, contender],
      ...[min, median, max].map((ratio) => ratio.toFixed(ratio < 0.01 ? 3 : 2)),
      better,
      ...[own, beside].map((value) => `${value.toFixed(0)} ${unit}`),
    ];
  });
  return [header, ...rows];
}

function describeListeners({ beforeCollection, afterCollection }: Listeners): string {
  return `Listeners left on the signal: ${afterCollection} (maximum: 0; before garbage collection: ${beforeCollection}).`;
}

function describe({ counted, early, late, growth, bound }: Memory): string {
  return (
    `Heap after ${late.count} ${counted} to that after ${early.count}: ${growth.toFixed(2)} ` +
    `(maximum: ${bound}; ${late.heapMegabytes.toFixed(1)} and ${early.heapMegabytes.toFixed(1)} MiB).`
  );
}
