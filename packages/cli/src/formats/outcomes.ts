import type { Outcome, Plan } from "@gitlab-job-token-scope/desired-state";
import type { Colors } from "../output/colors.js";
import { nameOf } from "../output/name-of.js";
import { formatTable } from "../output/table.js";

/** What became of each change of a plan, and what was missing. */
export function formatOutcomes(plan: Plan, outcomes: readonly Outcome[], colors: Colors): string {
  const { project, missing } = plan;
  const rows = outcomes.map((outcome) => [`  ${nameOfChange(outcome)}`, outcome.status, reasonOf(outcome)]);
  const lost = missing.map(({ kind, path }) => [
    `  ? ${kind} ${path}`,
    "failed",
    "it was not found, or may not be seen",
  ]);
  const all = [...rows, ...lost];
  const name = colors.bold(nameOf(project));
  if (all.length === 0) return `${name}\n  ${colors.dim("nothing to change")}`;
  const styles: Readonly<Record<string, (text: string) => string>> = {
    applied: colors.green,
    already: colors.dim,
    failed: colors.red,
    unconfirmed: colors.red,
    skipped: colors.yellow,
  };
  const table = formatTable(all, (cell, column) => (column === 1 ? (styles[cell]?.(cell) ?? cell) : cell));
  return `${name}\n${table}`;
}

function nameOfChange({ change }: Outcome): string {
  if (change.action === "set") return `~ inboundEnabled: ${change.from} -> ${change.inboundEnabled}`;
  return `${change.action === "add" ? "+" : "-"} ${change.kind} ${nameOf(change)}`;
}

/** Why a change was skipped, in terms of the command's options. */
const skipReasons: Readonly<Record<string, string>> = {
  open_not_allowed: "it opens the project: give --allow-open",
  empty_not_allowed: "it removes the last entry: give --allow-empty",
  addition_failed:
    "an addition has failed, by which somebody was meant to keep access: give --allow-partial to go on",
  dry_run: "it would be tried",
};

function reasonOf({ error }: Outcome): string {
  if (error === undefined) return "";
  return skipReasons[error.code] ?? `${error.message} (${error.code})`;
}
