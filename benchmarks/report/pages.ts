import { readFile } from "node:fs/promises";
import type { Summary } from "../comparison.ts";
import type { Results } from "../results.ts";
import { markdownTable } from "./align.ts";
import { drawCharts } from "./charts.ts";
import { formatNumber, formatValue, ratioTable } from "./ratio-table.ts";
import { describe, markdownReport } from "./report.ts";

const root = new URL("../../", import.meta.url);

/** The parts of pages that come from the results, between `<!-- begin benchmarks -->` and `<!-- end benchmarks -->`. */
const sections: Readonly<Record<string, (results: Results) => string>> = {
  "benchmarks/README.md": markdownReport,
  "packages/facade/README.md": clientTable,
  "packages/contract-fixture/README.md": fixtureTable,
  "packages/cli/README.md": (results) =>
    withDate(results, markdownTable(ratioTable(results.comparisons, "command"))),
};

/** The files that show results, by their paths from the root, as they should be. */
export async function renderPages(results: Results): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const [path, section] of Object.entries(sections)) {
    const text = await readFile(new URL(path, root), "utf8");
    files.set(path, replaceSection(text, section(results), path));
  }
  for (const [name, svg] of await drawCharts(results.comparisons))
    files.set(`benchmarks/charts/${name}`, svg);
  return files;
}

function replaceSection(text: string, section: string, path: string): string {
  const [begin, end] = ["<!-- begin benchmarks -->", "<!-- end benchmarks -->"];
  const [before, inside, ...more] = text.split(begin);
  const [, after] = inside?.split(end) ?? [];
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`${path}: expected ${begin} and ${end}, once`);
  }
  return `${before}${begin}\n\n${section}\n\n${end}${after}`;
}

/** CPU time on loopback, and what the fleet takes with latency: medians only. */
function clientTable(results: Results): string {
  const cpu = results.comparisons.filter(({ table }) => table === "cpu");
  const jobs = [...new Set(cpu.map(({ name }) => name))];
  const clients = [...new Set(cpu.map(({ contender }) => contender))];
  const rows = clients.map((contender) => [
    contender,
    ...jobs.map((name) => median(cpu.find((one) => one.contender === contender && one.name === name))),
  ]);
  return withDate(results, markdownTable([["CPU time, to raw `fetch`", ...jobs], ...rows]));
}

/** In the fixture's units, beside those of `prism mock`. */
function fixtureTable(results: Results): string {
  const rows = results.comparisons.filter(({ table }) =>
    ["installed", "fixture", "throughput"].includes(table),
  );
  return withDate(
    results,
    markdownTable([
      ["", "`prism mock`", "contract-fixture, to it"],
      ...rows.map((row) => [
        row.table === "installed" ? `installed ${row.name}` : row.name,
        formatValue(row.baselineMedian, row.unit),
        median(row),
      ]),
    ]),
  );
}

function median(summary: Summary | undefined): string {
  return summary === undefined ? "" : formatNumber(summary.ratio.median);
}

function withDate(results: Results, table: string): string {
  return `${table}\n\nMedians on ${describe(results)}.`;
}
