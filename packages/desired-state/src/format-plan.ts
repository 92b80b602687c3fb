import { nameOf } from "./internal/describe-warnings.js";
import type { Change, Plan } from "./plan.js";

/**
 * Shows a plan to people, as a diff: a line for each change, then what stays, what is missing and the warnings.
 *
 * @example
 * ```ts
 * import { formatPlan, type Plan } from "@gitlab-job-token-scope/desired-state";
 *
 * const plan: Plan = {
 *   version: 1,
 *   gitlab: "https://gitlab.example.com",
 *   project: { id: 1, path: "group/app" },
 *   changes: [{ action: "add", kind: "project", id: 42, path: "group/tool" }],
 *   unchanged: [],
 *   missing: [],
 *   warnings: [],
 * };
 * console.log(formatPlan(plan));
 * // group/app (1)
 * //   + project group/tool (42)
 * ```
 */
export function formatPlan({ project, changes, unchanged, missing, warnings }: Plan): string {
  const lines = changes.map(describeChange);
  if (changes.length === 0) lines.push("nothing to change");
  if (unchanged.length > 0) {
    lines.push(`  ${unchanged.length} ${unchanged.length === 1 ? "entry stays" : "entries stay"}`);
  }
  lines.push(...missing.map(({ kind, path }) => `? ${kind} ${path}: not found`));
  lines.push(
    ...warnings
      // What is missing has a line already.
      .filter(({ code }) => code !== "target_not_found")
      .map(({ message }) => `! ${message}`),
  );
  return [nameOf(project), ...lines.map((line) => `  ${line}`)].join("\n");
}

function describeChange(change: Change): string {
  if (change.action === "set") return `~ inboundEnabled: ${change.from} -> ${change.inboundEnabled}`;
  return `${change.action === "add" ? "+" : "-"} ${change.kind} ${nameOf(change)}`;
}
