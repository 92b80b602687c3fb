import { expect, test } from "vitest";
import { countUnjudged, findWorse } from "../compare.ts";
import type { Summary } from "../comparison.ts";
import type { TableName } from "../tables.ts";

function summary(median: number, table: TableName = "cpu", more: Partial<Summary> = {}): Summary {
  const [lowerQuartile, upperQuartile] = [median - 0.1, median + 0.1];
  return {
    table,
    name: "read",
    contender: "facade",
    baseline: "raw fetch",
    unit: "µs",
    rounds: 15,
    ratio: { min: 0.5, lowerQuartile, median, upperQuartile, max: 3 },
    baselineMedian: 300,
    ...more,
  };
}

test("a ratio that is worse by more than its rounds differ is named", () => {
  expect(findWorse([summary(1.2)], [summary(1.5)])).toEqual([
    { label: "read, facade, cpu", before: 1.2, now: 1.5 },
  ]);
});

test("a smaller difference is noise, and a better ratio no matter", () => {
  expect(findWorse([summary(1.2)], [summary(1.39)])).toEqual([]);
  expect(findWorse([summary(1.5)], [summary(1.2)])).toEqual([]);
});

test("of the throughput, less is worse", () => {
  expect(findWorse([summary(1.5, "throughput")], [summary(1.2, "throughput")])).toHaveLength(1);
  expect(findWorse([summary(1.2, "throughput")], [summary(1.5, "throughput")])).toEqual([]);
});

test("counts are compared exactly, sizes less so, and both after one round", () => {
  const one = { rounds: 1 };
  expect(findWorse([summary(1, "installed", one)], [summary(1.06, "installed", one)])).toHaveLength(1);
  expect(findWorse([summary(1, "installed", one)], [summary(1.04, "installed", one)])).toEqual([]);
  expect(findWorse([summary(1, "requests", one)], [summary(1.02, "requests", one)])).toHaveLength(1);
  expect(findWorse([summary(1, "requests", one)], [summary(1, "requests", one)])).toEqual([]);
});

test("times of too few rounds are not judged", () => {
  const now = [summary(9, "cpu", { rounds: 4 }), summary(1, "requests", { rounds: 1 })];
  expect(findWorse([summary(1.2)], now)).toEqual([]);
  expect(countUnjudged(now)).toBe(1);
});

test("what was not measured before cannot be worse", () => {
  expect(findWorse([summary(1.2)], [summary(9, "cpu", { name: "another job" })])).toEqual([]);
});
