import { test } from "vitest";
import { plantedChanges } from "./changes.ts";
import { expectReport, linesOfDocuments } from "./expect-report.ts";
import { readVersions } from "./versions.ts";

// Without their types, two documents are compared in milliseconds.
test.for(plantedChanges)("$title: is found in the documents, unless the types show it", async (planted) => {
  const versions = await readVersions(planted, { withTypes: false });
  expectReport(versions, linesOfDocuments(planted));
});
