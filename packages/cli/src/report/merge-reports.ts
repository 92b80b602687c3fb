import { CommandError, usageError } from "../command-error.js";
import { projectKey } from "../project-key.js";
import type { ProjectRecord } from "../record.js";
import type { Report } from "./read-report.js";
import type { ReportBegin } from "./report-line.js";

/** The reports of all parts of a run, as one. */
export interface MergedReport {
  readonly begin: ReportBegin;
  /** In the order of the projects' paths. */
  readonly records: readonly ProjectRecord[];
}

/**
 * Merges reports.
 *
 * @throws {CommandError} If they do not belong together, a part is missing or not complete, or a project is in two of them.
 */
export function mergeReports(reports: readonly Report[]): MergedReport {
  const [first] = reports;
  if (first === undefined) throw usageError("Name the reports to merge.");
  for (const report of reports) checkSameRun(first, report);
  checkParts(first, reports);
  const { command, gitlab } = first.begin;
  const records = reports.flatMap((report) =>
    report.records.map((record) => ({ record, file: report.file })),
  );
  const seen = new Map<string, string>();
  for (const { record, file } of records) {
    const key = String(record.project.id ?? projectKey(record.project.reference));
    const other = seen.get(key);
    if (other !== undefined) {
      throw usageError(`${nameOf(record)} is in two reports: ${other} and ${file}. Merge each part once.`);
    }
    seen.set(key, file);
  }
  return {
    begin: { command, gitlab },
    records: records
      .map(({ record }) => record)
      .sort((one, other) => nameOf(one).localeCompare(nameOf(other), "en")),
  };
}

function checkSameRun(first: Report, report: Report): void {
  for (const key of ["command", "gitlab"] as const) {
    if (report.begin[key] !== first.begin[key]) {
      throw usageError(
        `${report.file} is of ${report.begin[key]}, and ${first.file} of ${first.begin[key]}: only reports of one run can be merged.`,
      );
    }
  }
  if (report.begin.shard?.count !== first.begin.shard?.count) {
    throw usageError(`${report.file} and ${first.file} are of runs with another number of parts.`);
  }
  if (report.isComplete === false) {
    throw new CommandError(
      `${report.file} is not complete: the run was interrupted. Go on with: ${report.begin.command} … --resume ${report.file}`,
    );
  }
}

function checkParts(first: Report, reports: readonly Report[]): void {
  const { shard } = first.begin;
  if (shard === undefined) return;
  const missing: number[] = [];
  for (let index = 1; index <= shard.count; index++) {
    const found = reports.filter(({ begin }) => begin.shard?.index === index);
    if (found.length > 1) {
      throw usageError(
        `Part ${index}/${shard.count} is given twice: ${found.map(({ file }) => file).join(" and ")}.`,
      );
    }
    if (found.length === 0) missing.push(index);
  }
  if (missing.length > 0) {
    const names = missing.map((index) => `${index}/${shard.count}`).join(", ");
    throw new CommandError(`The reports of these parts are missing: ${names}. Their jobs may have failed.`);
  }
}

function nameOf({ project }: ProjectRecord): string {
  return project.path ?? String(project.reference);
}
