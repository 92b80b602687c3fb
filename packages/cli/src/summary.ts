import type { ApplyRecord, ProjectRecord } from "./record.js";

/** The numbers of a run, and the status with which it ends. */
export interface Summary {
  readonly command: "plan" | "apply" | "audit";
  /** All projects: the sum of the next three. */
  readonly projects: number;
  /** Those with nothing to change or to look at. */
  readonly unchanged: number;
  /** Those with changes that are planned or were made, or with findings. */
  readonly changed: number;
  /** Those with an error, or with a change that is not in force. */
  readonly failed: number;
  /** The findings of all audits. */
  readonly findings: number;
  readonly status: 0 | 1 | 2;
}

/** Counts what became of projects. A run without projects needs its command. */
export function summarize(
  records: readonly ProjectRecord[],
  command: Summary["command"] = records[0]?.command ?? "plan",
): Summary {
  const counts = { unchanged: 0, changed: 0, failed: 0 };
  for (const record of records) counts[stateOf(record)] += 1;
  const findings = records.reduce((sum, record) => sum + findingsOf(record), 0);
  const isOpen = records.some((record) => needsAttention(record));
  const status = counts.failed > 0 ? 1 : isOpen ? 2 : 0;
  return { command, projects: records.length, ...counts, findings, status };
}

/** What became of one project. */
export function stateOf(record: ProjectRecord): "unchanged" | "changed" | "failed" {
  if (record.error !== undefined) return "failed";
  switch (record.command) {
    case "plan":
      return needsAttention(record) ? "changed" : "unchanged";
    case "audit":
      return findingsOf(record) > 0 ? "changed" : "unchanged";
    case "apply":
      return stateOfApply(record);
  }
}

function stateOfApply({ plan, result }: ApplyRecord): "unchanged" | "changed" | "failed" {
  const outcomes = result?.outcomes ?? [];
  const isComplete = result !== undefined && (plan?.missing.length ?? 0) === 0;
  const hasFailed = outcomes.some(({ error }) => error !== undefined && error.code !== "dry_run");
  if (!isComplete || hasFailed) return "failed";
  return outcomes.some(({ status }) => status !== "already") ? "changed" : "unchanged";
}

/** Whether there is something that was not done: planned changes, those of a dry run, or findings. */
function needsAttention(record: ProjectRecord): boolean {
  if (record.command === "audit") return findingsOf(record) > 0;
  if (record.command === "plan") {
    return (record.plan?.changes.length ?? 0) > 0 || (record.plan?.missing.length ?? 0) > 0;
  }
  return record.result?.outcomes.some(({ error }) => error?.code === "dry_run") ?? false;
}

function findingsOf(record: ProjectRecord): number {
  return record.command === "audit" ? (record.audit?.findings.length ?? 0) : 0;
}
