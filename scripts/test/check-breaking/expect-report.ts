import { expect } from "vitest";
import type { PlantedChange } from "./changes.ts";
import { reportOf, type Versions } from "./versions.ts";

const advice = /, or add a major changeset\)$/;

/** Expects a report of exactly these lines, each with a remedy if it breaks something. */
export function expectReport(versions: Versions, reported: readonly string[]): void {
  const report = reportOf(versions);
  for (const line of report.filter((line) => line.startsWith("breaking"))) expect(line).toMatch(advice);
  expect(report.map((line) => line.replace(advice, ")"))).toEqual(reported);
}

/** The lines of a change's report that the documents cause. The others, if any, come from the types. */
export function linesOfDocuments({ foundIn, reported }: PlantedChange): readonly string[] {
  return foundIn === "documents" ? reported.filter((line) => !line.includes("(breaks compilation:")) : [];
}
