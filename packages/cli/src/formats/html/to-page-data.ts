import type { Audit, Change, MissingTarget, Outcome, Plan } from "@gitlab-job-token-scope/desired-state";
import type { ProjectRecord } from "../../record.js";
import { describeRecord } from "../describe-record.js";
import { clip, toPrintable } from "../printable.js";
import { GraphBuilder } from "./graph-builder.js";
import type { ArrowState, PageData } from "./page-data.js";

const maxLineLength = 500;
const maxLines = 250;

/** Reads from records who may call whom, and what became of each project. */
export function toPageData(records: readonly ProjectRecord[]): PageData {
  const graph = new GraphBuilder();
  // Those of which the ID is known first, so that others are found by their paths.
  const ordered = records.toSorted(
    (a, b) => Number(a.project.id === undefined) - Number(b.project.id === undefined),
  );
  for (const record of ordered) addRecord(graph, record);
  const gitlab = records.find((record) => /^https?:\/\//.test(record.gitlab))?.gitlab;
  return {
    ...(gitlab !== undefined && { gitlab: toPrintable(gitlab) }),
    nodes: graph.nodes,
    arrows: graph.arrows,
  };
}

function addRecord(graph: GraphBuilder, record: ProjectRecord): void {
  const index = graph.indexOfProject(record.project);
  const node = graph.nodes[index];
  if (node === undefined) return;
  const { status, headline, lines } = describeRecord(record);
  node.status = status;
  node.headline = clip(toPrintable(headline), maxLineLength);
  node.lines = lines
    .slice(0, maxLines)
    .map((line) => `${line.charAt(0)} ${clip(toPrintable(line.slice(1)), maxLineLength)}`);
  if (lines.length > maxLines) node.lines = [...node.lines, `  and ${lines.length - maxLines} more lines`];

  let isOpen: boolean | undefined;
  if (record.command === "audit") {
    if (record.audit !== undefined) isOpen = addAudit(graph, index, record.audit);
  } else if (record.plan !== undefined) {
    const outcomes = record.command === "apply" ? record.result?.outcomes : undefined;
    isOpen = addPlan(graph, index, record.plan, outcomes);
  }
  if (isOpen === undefined) return;
  node.isOpen = isOpen;
  if (isOpen) graph.addArrow(graph.everybody(), index, "open");
}

/** Adds the entries of a project. Returns whether it is open. */
function addAudit(graph: GraphBuilder, to: number, audit: Audit): boolean {
  for (const entry of [...audit.projects, ...audit.groups]) {
    graph.addArrow(graph.indexOf(entry), to, "stays");
  }
  for (const change of audit.differences?.changes ?? []) addChange(graph, to, change, stateOf(change));
  addMissing(graph, to, audit.differences?.missing ?? []);
  for (const { code, entry } of audit.findings) {
    if (code !== "unreadable_target" || entry === undefined) continue;
    const from = graph.indexOf(entry);
    const node = graph.nodes[from];
    if (node !== undefined) node.isUnreadable = true;
    graph.addArrow(from, to, "unreadable");
  }
  return !audit.inboundEnabled;
}

/** Adds the entries that a plan knows. Returns whether the project is open, if the plan knows it. */
function addPlan(
  graph: GraphBuilder,
  to: number,
  { unchanged, changes, missing }: Plan,
  outcomes: readonly Outcome[] | undefined,
): boolean | undefined {
  for (const entry of unchanged) graph.addArrow(graph.indexOf(entry), to, "stays");
  addMissing(graph, to, missing);
  let isOpen: boolean | undefined;
  changes.forEach((change, i) => {
    const outcome = outcomes?.[i];
    const isMade = outcome?.status === "applied" || outcome?.status === "already";
    if (change.action === "set") isOpen = !(isMade ? change.inboundEnabled : change.from);
    const isPlanned = outcome === undefined || outcome.error?.code === "dry_run";
    addChange(graph, to, change, isMade || isPlanned ? stateOf(change) : "failed");
  });
  return isOpen;
}

function addChange(graph: GraphBuilder, to: number, change: Change, state: ArrowState): void {
  if (change.action !== "set") graph.addArrow(graph.indexOf(change), to, state);
}

function stateOf({ action }: Change): ArrowState {
  return action === "add" ? "added" : "removed";
}

function addMissing(graph: GraphBuilder, to: number, missing: readonly MissingTarget[]): void {
  for (const target of missing) {
    const from = graph.indexOf(target);
    const node = graph.nodes[from];
    // A project of the run exists.
    if (node !== undefined && node.status === undefined) node.isUnreadable = true;
    graph.addArrow(from, to, "unreadable");
  }
}
