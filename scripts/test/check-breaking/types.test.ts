// @module-tag slow
// @module-tag mutants
import { test } from "vitest";
import { plantedChanges } from "./changes.ts";
import { expectReport, linesOfDocuments } from "./expect-report.ts";
import { readVersions } from "./versions.ts";

const empty = { root: {}, components: {}, names: new Map() };

test.for(plantedChanges)(
  "$title: is found in the types, unless only the documents show it",
  async (planted) => {
    const { before, after } = await readVersions(planted);
    const lines = linesOfDocuments(planted);
    expectReport(
      { before: { ...before, document: empty }, after: { ...after, document: empty } },
      planted.reported.filter((line) => !lines.includes(line)),
    );
  },
);
