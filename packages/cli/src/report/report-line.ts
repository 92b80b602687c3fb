import type { ProjectRecord } from "../record.js";
import type { Shard } from "../shard.js";

/** What a report is about: its first line. */
export interface ReportBegin {
  readonly command: ProjectRecord["command"];
  readonly gitlab: string;
  /** The part of the projects, if they were shared out. */
  readonly shard?: Shard;
}

/** A line of a report: its beginning, a project, or the end of a run that was not interrupted. */
export type ReportLine =
  | { readonly version: 1; readonly begin: ReportBegin }
  | { readonly version: 1; readonly end: { readonly projects: number } }
  | ProjectRecord;

/**
 * Reads a line.
 *
 * @throws {Error} If it is not one, with what is wrong.
 */
export function parseReportLine(line: string): ReportLine {
  const value: unknown = JSON.parse(line);
  if (!isObject(value)) throw new Error("expected an object");
  if (value["version"] !== 1) throw new Error(`version ${value["version"]}: this program reads version 1`);
  const { begin, end, command, gitlab, project } = value;
  const isBegin = isObject(begin) && isCommand(begin["command"]) && typeof begin["gitlab"] === "string";
  const isRecord =
    isCommand(command) && typeof gitlab === "string" && isObject(project) && "reference" in project;
  // A cast, because this program has written the rest of the line. Plans in it are checked before they are applied.
  if (isBegin || isObject(end) || isRecord) return value as unknown as ReportLine;
  throw new Error("expected the beginning or the end of a report, or a project");
}

function isCommand(value: unknown): boolean {
  return value === "plan" || value === "apply" || value === "audit";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
