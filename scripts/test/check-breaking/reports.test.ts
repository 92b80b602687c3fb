// @module-tag slow
// @module-tag mutants
import { expect, test } from "vitest";
import { plantedChanges } from "./changes.ts";
import { readVersions, reportOf } from "./versions.ts";

test.for(plantedChanges)(
  "$title: is reported with its place and a remedy, and nothing else is",
  async (planted) => {
    const report = reportOf(await readVersions(planted));
    const advice = /, or add a major changeset\)$/;
    for (const line of report.filter((line) => line.startsWith("breaking"))) expect(line).toMatch(advice);
    expect(report.map((line) => line.replace(advice, ")"))).toEqual(planted.reported);
  },
);
