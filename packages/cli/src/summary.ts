import { describeRecord } from "./formats/describe-record.js";
import type { ProjectRecord } from "./record.js";

/** The total of the records of a command. */
export interface Summary {
  readonly command: "plan" | "apply" | "audit";
  readonly projects: number;
  readonly unchanged: number;
  /** Projects that were changed, or that a plan changes. */
  readonly changed: number;
  readonly failed: number;
  /** The findings of all projects. */
  readonly findings: number;
  /** 1 if a project failed; 2 if a plan has changes or an audit has findings; otherwise 0. */
  readonly status: 0 | 1 | 2;
}

/** Adds up records of one command. */
export function summarize(records: readonly ProjectRecord[]): Summary {
  const statuses = records.map((record) => describeRecord(record).status);
  const number = (...wanted: string[]): number => statuses.filter((status) => wanted.includes(status)).length;
  const failed = number("failed");
  return {
    command: records[0]?.command ?? "plan",
    projects: records.length,
    unchanged: number("unchanged"),
    changed: number("pending", "changed"),
    failed,
    findings: records.reduce(
      (sum, record) => sum + (record.command === "audit" ? (record.audit?.findings.length ?? 0) : 0),
      0,
    ),
    status: failed > 0 ? 1 : number("pending", "findings") > 0 ? 2 : 0,
  };
}
