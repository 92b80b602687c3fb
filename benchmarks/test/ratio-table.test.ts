import { expect, test } from "vitest";
import type { Summary } from "../comparison.ts";
import { formatValue, ratioTable } from "../report/ratio-table.ts";

const read: Summary = {
  table: "cpu",
  name: "read",
  contender: "facade",
  baseline: "raw fetch",
  unit: "µs",
  rounds: 15,
  ratio: { min: 1, lowerQuartile: 1.1, median: 1.234, upperQuartile: 1.3, max: 2 },
  baselineMedian: 324,
};

test("a row has the baseline's median, and the ratios of the contenders", () => {
  const exact = { min: 2, lowerQuartile: 2, median: 2, upperQuartile: 2, max: 2 };
  const comparisons: Summary[] = [
    read,
    { ...read, contender: "gitbeaker", ratio: exact },
    { ...read, name: "save", baselineMedian: 1_500 },
    { ...read, table: "wall" },
  ];
  expect(ratioTable(comparisons, "cpu")).toEqual([
    ["", "raw fetch", "facade", "gitbeaker"],
    ["read", "324 µs", "1.23 (1.10 to 1.30)", "2.00"],
    ["save", "1.50 ms", "1.23 (1.10 to 1.30)", ""],
  ]);
});

test.for([
  [999, "µs", "999 µs"],
  [2_000_000, "µs", "2.00 s"],
  [44.84, "MB", "44.8 MB"],
  [3_020, "requests", "3020"],
] as const)("%d %s is written as %s", ([value, unit, text]) => {
  expect(formatValue(value, unit)).toBe(text);
});
