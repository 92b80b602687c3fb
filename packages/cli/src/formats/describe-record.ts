import type { Audit, Change, Entry, Outcome, Plan } from "@gitlab-job-token-scope/desired-state";
import { count } from "../count.js";
import type { ApplyRecord, ProjectRecord } from "../record.js";
import { stateOf } from "../summary.js";

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
  const status = statusOf(record);
  return { name, title, status, ...describeResult(record, status) };
}

function statusOf(record: ProjectRecord): RecordStatus {
  const state = stateOf(record);
  if (state !== "changed") return state;
  if (record.command === "audit") return "findings";
  const isMade =
    record.command === "apply" && !record.result?.outcomes.some(({ error }) => error?.code === "dry_run");
  return isMade ? "changed" : "pending";
}

type Result = Pick<RecordDescription, "headline" | "lines">;

function describeResult(record: ProjectRecord, status: RecordStatus): Result {
  if (record.error !== undefined) {
    const { code, message, requestId } = record.error;
    const request = requestId === undefined ? [] : [`  Request ID: ${requestId}`];
    return { headline: code, lines: [`! ${message}`, ...request] };
  }
  if (record.command === "audit") return describeAudit(record.audit);
  return record.command === "apply" && status !== "pending"
    ? describeOutcomes(record)
    : describePlan(record.plan);
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
  return { headline: summarizeChanges(changes, missing.length), lines };
}

function describeOutcomes({ result, plan }: ApplyRecord): Result {
  const { outcomes = [] } = result ?? {};
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
  return {
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
