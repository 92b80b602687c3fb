import type { Audit, Finding } from "../audit.js";
import type { Entry, EntryKind, Plan } from "../plan.js";
import { nameOf } from "./describe-warnings.js";
import { maxEntries } from "./max-entries.js";

/** From how many entries on a list is nearly full. */
const nearLimit = 180;

/** Says what somebody should look at in a project. */
export function describeFindings(
  { inboundEnabled, projects, groups }: Pick<Audit, "inboundEnabled" | "projects" | "groups">,
  invisible: readonly Entry[],
  plan: Plan | undefined,
): Pick<Audit, "free" | "findings" | "differences"> {
  const findings: Finding[] = [];
  if (!inboundEnabled) {
    const message =
      "Job tokens of every project can use this project's API: the allowlists are not in force.";
    findings.push({ code: "unrestricted", message });
  }
  for (const entry of invisible) {
    const message = `The ${entry.kind} ${nameOf(entry)} is allowed, and the token's user cannot see it.${entry.kind === "project" ? " Before GitLab 19.1, only somebody who can, such as an administrator, can remove it." : ""}`;
    findings.push({ code: "unreadable_target", message, entry });
  }
  findings.push(...describeLimit("project", projects), ...describeLimit("group", groups));
  const count = (plan?.changes.length ?? 0) + (plan?.missing.length ?? 0);
  if (count > 0) {
    const message = `The project differs from its desired state in ${count} ${count === 1 ? "point" : "points"}.`;
    findings.push({ code: "differs", message });
  }
  return {
    free: { projects: freeOf(projects), groups: freeOf(groups) },
    findings,
    ...(plan !== undefined && { differences: { changes: plan.changes, missing: plan.missing } }),
  };
}

function describeLimit(kind: EntryKind, entries: readonly Entry[]): Finding[] {
  if (entries.length < nearLimit) return [];
  const message = `The allowlist has ${entries.length} ${kind}s, of the ${maxEntries} that GitLab allows.`;
  return [{ code: "near_limit", message }];
}

function freeOf(entries: readonly Entry[]): number {
  return Math.max(0, maxEntries - entries.length);
}
