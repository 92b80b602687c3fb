import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { Summary } from "../comparison.ts";
import { type TableName, tables } from "../tables.ts";

/** The tables that are drawn. */
export const charts = ["cpu", "wall-latency"] as const satisfies readonly TableName[];

/** Without a background, so that the page's own shows. */
const schemes = {
  light: {
    text: "#1f2328",
    rule: "#59636e",
    grid: "#d1d9e0",
    contenders: ["#0969da", "#1a7f37", "#bc4c00", "#e16f24", "#8250df"],
  },
  dark: {
    text: "#f0f6fc",
    rule: "#9198a1",
    grid: "#3d444d",
    contenders: ["#4493f8", "#3fb950", "#db6d28", "#f0883e", "#ab7df8"],
  },
};

/** The charts as SVG, by the names of their files. */
export async function drawCharts(comparisons: readonly Summary[]): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const table of charts) {
    const values = comparisons.filter((summary) => summary.table === table);
    for (const scheme of ["light", "dark"] as const) {
      const { spec } = compile(chart(values, tables[table].title, scheme));
      const svg = await new View(parse(spec), { renderer: "none" }).toSVG();
      files.set(`${table}-${scheme}.svg`, `${svg}\n`);
    }
  }
  return files;
}

/** A group of bars for each job: the median of each client, with the quartiles, beside a line for raw `fetch`. */
function chart(values: readonly Summary[], title: string, scheme: keyof typeof schemes): TopLevelSpec {
  const { text, rule, grid, contenders } = schemes[scheme];
  const names = [...new Set(values.map(({ name }) => name))];
  const clients = [...new Set(values.map(({ contender }) => contender))];
  const y = {
    y: { field: "name", type: "nominal", sort: names, axis: { title: null, labelLimit: 0, ticks: false } },
    yOffset: { field: "contender", type: "nominal", sort: clients },
  } as const;
  return {
    data: {
      values: values.map(({ name, contender, ratio }) => ({ name, contender, ...ratio })),
    },
    title: { text: `${title}, to raw fetch`, anchor: "start" },
    width: 480,
    height: { step: 12 },
    layer: [
      {
        mark: { type: "bar" },
        encoding: {
          x: { field: "median", type: "quantitative", title: "ratio to raw fetch (less is better)" },
          ...y,
          color: {
            field: "contender",
            type: "nominal",
            sort: clients,
            title: null,
            scale: { range: contenders },
          },
        },
      },
      {
        mark: { type: "rule", color: text, strokeWidth: 1 },
        encoding: {
          x: { field: "lowerQuartile", type: "quantitative" },
          x2: { field: "upperQuartile" },
          ...y,
        },
      },
      { mark: { type: "rule", color: rule, strokeDash: [4, 3] }, encoding: { x: { datum: 1 } } },
    ],
    config: {
      background: "transparent",
      font: "system-ui, sans-serif",
      view: { stroke: null },
      title: { color: text },
      axis: { labelColor: text, titleColor: text, gridColor: grid, domainColor: grid, tickColor: grid },
      legend: { labelColor: text, orient: "bottom", columns: 3 },
    },
  };
}
