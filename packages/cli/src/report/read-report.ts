import { readFile } from "node:fs/promises";
import { usageError } from "../command-error.js";
import { describeFileError } from "../file-error.js";
import { projectKey } from "../project-key.js";
import type { ProjectRecord } from "../record.js";
import { parseReportLine, type ReportBegin, type ReportLine } from "./report-line.js";

/** What a report says. */
export interface Report {
  readonly file: string;
  readonly begin: ReportBegin;
  /** The last record of each project, in the order of their first ones. */
  readonly records: readonly ProjectRecord[];
  /** Whether the run came to its end. Undefined for lines of `--format ndjson`, which do not say. */
  readonly isComplete: boolean | undefined;
  /** The length of its whole lines in bytes. What is behind them is a line that was torn when the run was killed. */
  readonly intactBytes: number;
  readonly isTorn: boolean;
}

/** @throws {CommandError} If it cannot be read, or is not a report. */
export async function readReport(file: string): Promise<Report> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw describeFileError(file, error);
  }
  const intact = text.slice(0, text.lastIndexOf("\n") + 1);
  const lines = intact
    .split("\n")
    .slice(0, -1)
    .map((line, index) => parseLine(file, line, index + 1));
  const records = lines.filter(isRecord);
  const [first] = lines;
  const begin = first !== undefined && "begin" in first ? first.begin : beginOf(records[0]);
  if (begin === undefined) throw usageError(`${file}: not a report: it has no whole line`);
  const other = records.find(({ command, gitlab }) => command !== begin.command || gitlab !== begin.gitlab);
  if (other !== undefined) {
    throw usageError(
      `${file}: ${other.project.reference}: a line of ${other.command} with ${other.gitlab}, in a report of ${begin.command} with ${begin.gitlab}`,
    );
  }
  const last = lines.at(-1);
  return {
    file,
    begin,
    records: [...lastOfEach(records)],
    isComplete: first !== undefined && "begin" in first ? last !== undefined && "end" in last : undefined,
    intactBytes: Buffer.byteLength(intact),
    isTorn: intact.length < text.length,
  };
}

function parseLine(file: string, line: string, number: number): ReportLine {
  try {
    return parseReportLine(line);
  } catch (error) {
    throw usageError(`${file}:${number}: not a line of a report: ${fileMessage(error)}`);
  }
}

function fileMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isRecord(line: ReportLine): line is ProjectRecord {
  return "project" in line;
}

function beginOf(record: ProjectRecord | undefined): ReportBegin | undefined {
  return record && { command: record.command, gitlab: record.gitlab };
}

/** A project that failed and was tried again has two lines. */
function lastOfEach(records: readonly ProjectRecord[]): Iterable<ProjectRecord> {
  return new Map(records.map((record) => [projectKey(record.project.reference), record])).values();
}
