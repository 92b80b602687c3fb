import { expect, test } from "vitest";
import { spread, summarize } from "../comparison.ts";

test("a ratio is of one round each", () => {
  const { ratio, baselineMedian, rounds } = summarize({
    table: "cpu",
    name: "read",
    contender: "facade",
    baseline: "raw fetch",
    unit: "µs",
    // The machine was ten times as slow in the second round.
    rounds: [
      { contender: 12, baseline: 10 },
      { contender: 120, baseline: 100 },
      { contender: 24, baseline: 10 },
    ],
  });
  expect(ratio).toEqual({ min: 1.2, lowerQuartile: 1.2, median: 1.2, upperQuartile: 1.8, max: 2.4 });
  expect({ baselineMedian, rounds }).toEqual({ baselineMedian: 10, rounds: 3 });
});

test("quartiles are interpolated", () => {
  expect(spread([4, 1, 3, 2])).toEqual({
    min: 1,
    lowerQuartile: 1.75,
    median: 2.5,
    upperQuartile: 3.25,
    max: 4,
  });
});

test("nothing measured is an error", () => {
  expect(() => spread([])).toThrow("nothing was measured");
});
