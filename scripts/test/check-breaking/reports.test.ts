// @module-tag slow
import { test } from "vitest";
import { plantedChanges } from "./changes.ts";
import { expectReport } from "./expect-report.ts";
import { readVersions } from "./versions.ts";

test.for(plantedChanges)(
  "$title: is reported with its place and a remedy, and nothing else is",
  async (planted) => {
    expectReport(await readVersions(planted), planted.reported);
  },
);
