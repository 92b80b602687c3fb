import { formatPlan, type Plan } from "@gitlab-job-token-scope/desired-state";
import type { FormatOptions } from "../formats.js";
import type { Colors } from "../output/colors.js";
import { nameOf } from "../output/name-of.js";
import { formatTable } from "../output/table.js";
import type { ApplyRecord, AuditRecord, PlanRecord, ProjectRecord } from "../record.js";
import { type Summary, stateOf } from "../summary.js";
import { describeSummary } from "./describe-summary.js";
import { formatOutcomes } from "./outcomes.js";

/** Text for people: what changes, fails or was found, and a last line with the numbers. */
export function formatText(
  records: readonly ProjectRecord[],
  summary: Summary,
  { colors, isVerbose }: FormatOptions,
): string {
  const shown = records.filter(
    (record) => isVerbose || stateOf(record) !== "unchanged" || hasWarnings(record),
  );
  const findings = shown.filter((record): record is AuditRecord => record.command === "audit");
  const blocks = shown
    .filter((record): record is ApplyRecord | PlanRecord => record.command !== "audit")
    .map((record) => describe(record, colors));
  if (findings.length > 0) blocks.push(describeFindings(findings, colors));
  return `${[...blocks, colors.bold(describeSummary(summary))].join("\n\n")}\n`;
}

/** A plan in colours: additions green, removals red. */
export function paintPlan(plan: Plan, colors: Colors): string {
  const styles: Readonly<Record<string, (text: string) => string>> = {
    "+": colors.green,
    "-": colors.red,
    "~": colors.yellow,
    "!": colors.yellow,
    "?": colors.red,
  };
  const [first = "", ...lines] = formatPlan(plan).split("\n");
  const painted = lines.map((line) => (styles[line.trimStart().charAt(0)] ?? colors.dim)(line));
  return [colors.bold(first), ...painted].join("\n");
}

function describe(record: ApplyRecord | PlanRecord, colors: Colors): string {
  const { error, plan, project } = record;
  if (error !== undefined) {
    return `${colors.bold(projectName(project))}\n  ${colors.red(`failed: ${error.message} (${error.code})`)}`;
  }
  if (plan === undefined) return colors.bold(projectName(project));
  if (record.command === "plan" || record.result === undefined) return paintPlan(plan, colors);
  return formatOutcomes(plan, record.result.outcomes, colors);
}

function describeFindings(records: readonly AuditRecord[], colors: Colors): string {
  const rows = records.flatMap(({ project, error, audit }): string[][] => {
    const name = projectName(project);
    if (error !== undefined) return [[name, "failed", `${error.message} (${error.code})`]];
    const findings = audit?.findings ?? [];
    return findings.length === 0
      ? [[name, "ok", "no findings"]]
      : findings.map(({ code, message }) => [name, code, message]);
  });
  const { red, yellow, green, bold } = colors;
  return formatTable([["PROJECT", "FINDING", ""], ...rows], (cell, column, row) => {
    if (row === 0) return bold(cell);
    if (column !== 1) return cell;
    return (cell === "failed" ? red : cell === "ok" ? green : yellow)(cell);
  });
}

function projectName({ path, id, reference }: ProjectRecord["project"]): string {
  return id === undefined ? (path ?? String(reference)) : nameOf({ id, ...(path !== undefined && { path }) });
}

function hasWarnings(record: ProjectRecord): boolean {
  return record.command === "plan" && (record.plan?.warnings.length ?? 0) > 0;
}
