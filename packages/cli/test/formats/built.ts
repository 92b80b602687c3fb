import type { ProjectRecord } from "../../src/record.js";
import type { Summary } from "../../src/summary.js";

// The page exists only in the built package, whose modules have no declarations.
const path = "../../dist/formats/html.js";
const built: { formatHtml(records: readonly ProjectRecord[], summary: Summary): string } = await import(path);

export const { formatHtml } = built;
