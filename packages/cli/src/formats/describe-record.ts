import type { Audit, Change, Entry, Outcome, Plan } from "@gitlab-job-token-scope/desired-state";
import type { ProjectRecord } from "../record.js";

/** What became of a project, the same in every format for people. `pending`: a plan has changes that were not made. */
export type RecordStatus = "failed" | "pending" | "changed" | "findings" | "unchanged";

/** A record in words. Nothing in it is escaped. */
export interface RecordDescription {
  readonly status: RecordStatus;
  /** The path of the project, where it is known, and otherwise how it was named. */
  readonly name: string;
  /** With its ID, where it is known: `group/app (1)`. */
  readonly title: string;
  /** A few words: `2 additions, 1 removal`. */
  readonly headline: string;
  /** One for each change, outcome or finding. The first character is a mark: `+`, `-`, `~`, `?`, `!` or a space. */
  readonly lines: readonly string[];
}

/** Describes what a command did for a project. */
export function describeRecord(record: ProjectRecord): RecordDescription {
  const { reference, id, path } = record.project;
  const name = path ?? String(reference);
  const title = id === undefined || name === String(id) ? name : `${name} (${id})`;
  return { name, title, ...describeResult(record) };
}

type Result = Pick<RecordDescription, "status" | "headline" | "lines">;

function describeResult(record: ProjectRecord): Result {
  if (record.error !== undefined) {
    const { code, message, requestId } = record.error;
    const request = requestId === undefined ? [] : [`  Request ID: ${requestId}`];
    return { status: "failed", headline: code, lines: [`! ${message}`, ...request] };
  }
  if (record.command === "audit") return describeAudit(record.audit);
  if (record.command === "apply" && record.result !== undefined && !isDryRun(record.result.outcomes)) {
    return describeOutcomes(record.result.ok, record.result.outcomes, record.plan);
  }
  return describePlan(record.plan);
}

/** Whether nothing was written because nothing should be. */
function isDryRun(outcomes: readonly Outcome[]): boolean {
  return outcomes.some(({ error }) => error?.code === "dry_run");
}

function describePlan(plan: Plan | undefined): Result {
  const { changes = [], missing = [], unchanged = [], warnings = [] } = plan ?? {};
  const lines = [
    ...changes.map(describeChange),
    ...missing.map(({ kind, path }) => `? ${kind} ${path}: not found`),
    ...(unchanged.length > 0 && changes.length > 0
      ? [`  ${count(unchanged.length, "entry stays", "entries stay")}`]
      : []),
    ...warnings.filter(({ code }) => code !== "target_not_found").map(({ message }) => `! ${message}`),
  ];
  const isPending = changes.length + missing.length > 0;
  return {
    status: isPending ? "pending" : "unchanged",
    headline: summarizeChanges(changes, missing.length),
    lines,
  };
}

function describeOutcomes(ok: boolean, outcomes: readonly Outcome[], plan: Plan | undefined): Result {
  const missing = plan?.missing ?? [];
  const lines = [
    ...outcomes.map(describeOutcome),
    ...missing.map(({ kind, path }) => `? ${kind} ${path}: not found`),
  ];
  const numbers = ["applied", "already", "failed", "unconfirmed", "skipped"].flatMap((status) => {
    const number = outcomes.filter((outcome) => outcome.status === status).length;
    return number === 0 ? [] : [`${number} ${status === "already" ? "made already" : status}`];
  });
  if (missing.length > 0) numbers.push(`${missing.length} not found`);
  const isChanged = outcomes.some(({ status }) => status === "applied");
  return {
    status: !ok ? "failed" : isChanged ? "changed" : "unchanged",
    headline: numbers.join(", ") || "nothing to change",
    lines,
  };
}

function describeOutcome({ change, status, error }: Outcome): string {
  const text = `${describeChange(change)}: ${status}`;
  return error === undefined ? text : `! ${text} (${error.code}): ${error.message}`;
}

function describeAudit(audit: Audit | undefined): Result {
  const { findings = [], differences } = audit ?? {};
  const codes = [...new Set(findings.map(({ code }) => code))].map((code) => {
    const number = findings.filter((finding) => finding.code === code).length;
    return number === 1 ? code : `${number} ${code}`;
  });
  const lines = [
    ...findings.map(({ code, message }) => `! ${code}: ${message}`),
    ...(differences?.changes ?? []).map(describeChange),
    ...(differences?.missing ?? []).map(({ kind, path }) => `? ${kind} ${path}: not found`),
  ];
  return {
    status: findings.length > 0 ? "findings" : "unchanged",
    headline: codes.join(", ") || "no findings",
    lines,
  };
}

function describeChange(change: Change): string {
  if (change.action === "set") return `~ inboundEnabled: ${change.from} -> ${change.inboundEnabled}`;
  return `${change.action === "add" ? "+" : "-"} ${describeEntry(change)}`;
}

/** `project group/tool (42)`. */
export function describeEntry({ kind, id, path }: Entry): string {
  return path === undefined ? `${kind} ${id}` : `${kind} ${path} (${id})`;
}

function summarizeChanges(changes: readonly Change[], missing: number): string {
  const added = changes.filter(({ action }) => action === "add").length;
  const removed = changes.filter(({ action }) => action === "remove").length;
  const parts = [
    ...(added > 0 ? [count(added, "addition")] : []),
    ...(removed > 0 ? [count(removed, "removal")] : []),
    ...changes.flatMap((change) =>
      change.action === "set" ? [change.inboundEnabled ? "is restricted" : "is opened to every project"] : [],
    ),
    ...(missing > 0 ? [`${missing} not found`] : []),
  ];
  return parts.join(", ") || "nothing to change";
}

/** `1 project`, `2,000 projects`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : plural}`;
}
