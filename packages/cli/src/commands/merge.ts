import type { Context } from "../context.js";
import type { ExitStatus } from "../exit-status.js";
import type { FormatName } from "../format-names.js";
import { printRecords } from "../formats.js";
import { mergeReports } from "../report/merge-reports.js";
import { readReport } from "../report/read-report.js";
import { ReportWriter } from "../report/report-writer.js";
import { summarize } from "../summary.js";

/** Merges the reports of the parts of a run, or prints one report in another format. */
export async function merge(
  { console }: Context,
  files: readonly string[],
  { format, report }: { readonly format: FormatName; readonly report?: string },
): Promise<ExitStatus> {
  const { begin, records } = mergeReports(await Promise.all(files.map(readReport)));
  if (report !== undefined) {
    const writer = ReportWriter.create(report, begin, console.secrets);
    for (const record of records) writer.write(record);
    writer.write({ version: 1, end: { projects: records.length } });
    writer.close();
  }
  const summary = summarize(records, begin.command);
  await printRecords(console, format, records, summary);
  return summary.status;
}
