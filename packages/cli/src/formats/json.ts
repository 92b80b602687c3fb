import type { ProjectRecord } from "../record.js";
import type { Summary } from "../summary.js";

/** One document, with the numbers of the run and all records. */
export function formatJson(records: readonly ProjectRecord[], summary: Summary): string {
  return `${JSON.stringify({ version: 1, summary, records }, null, 2)}\n`;
}

/** A line for each record. */
export function formatNdjson(records: readonly ProjectRecord[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}
