import type { Change, Entry, MissingTarget, PlanWarning } from "../plan.js";
import type { ListChanges } from "./list-changes.js";
import { maxEntries } from "./max-entries.js";

/** Says what somebody should know before a plan is applied. */
export function describeWarnings(
  lists: readonly ListChanges[],
  setting: Change | undefined,
  missing: readonly MissingTarget[],
): PlanWarning[] {
  return [
    ...describeOpening(setting),
    ...lists.flatMap(describeEmptying),
    ...missing.map(describeMissing),
    ...lists.flatMap(({ kind, duplicates }) =>
      duplicates.map((entry) => ({
        code: "duplicate" as const,
        message: `The ${kind} ${nameOf(entry)} is named more than once.`,
      })),
    ),
    ...lists.flatMap(describeLimit),
    ...describeRemovals(lists),
  ];
}

/** An entry as people know it: `group/tool (42)`. */
export function nameOf({ path, id }: { readonly path?: string; readonly id: number }): string {
  return path === undefined ? String(id) : `${path} (${id})`;
}

/** Warns of a project that the token's user cannot remove. */
export function describeInvisible(entry: Entry): PlanWarning {
  const message = `The project ${nameOf(entry)} is not visible to the token's user. Before version 19.1, GitLab does not remove it then: somebody who sees it has to, such as an administrator.`;
  return { code: "removal_refused", message };
}

function describeOpening(setting: Change | undefined): PlanWarning[] {
  if (setting?.action !== "set" || setting.inboundEnabled) return [];
  const message =
    "The project is opened: job tokens of every project can use its API, whatever the allowlists say. GitLab refuses this where the instance enforces the setting.";
  return [{ code: "opens_project", message }];
}

function describeEmptying({ kind, unchanged, added, removed }: ListChanges): PlanWarning[] {
  if (removed.length === 0 || unchanged.length + added.length > 0) return [];
  const others = kind === "project" ? "no project but the project itself" : "no group";
  return [{ code: "empties_list", message: `The allowlist is left with ${others}.` }];
}

function describeMissing({ kind, path }: MissingTarget): PlanWarning {
  return {
    code: "target_not_found",
    message: `The ${kind} ${path} was not found, or the token's user may not see it. It is not added.`,
  };
}

function describeLimit({ kind, unchanged, added, removed }: ListChanges): PlanWarning[] {
  const entries = [...unchanged, ...added];
  if (entries.length > maxEntries) {
    const message = `The allowlist would have ${entries.length} ${kind}s, and GitLab allows ${maxEntries}.${suggestGroup(entries)}`;
    return [{ code: "over_limit", message }];
  }
  const excess = entries.length + removed.length - maxEntries;
  if (added.length === 0 || excess <= 0) return [];
  const message = `The allowlist is full: ${excess} ${excess === 1 ? "entry is" : "entries are"} removed before others are added.`;
  return [{ code: "removes_first", message }];
}

/** The group that covers the most entries, and of those that cover as many, the smallest. */
function suggestGroup(entries: readonly Entry[]): string {
  const counts = new Map<string, number>();
  for (const { path } of entries) {
    let group = path;
    while (group?.includes("/")) {
      group = group.slice(0, group.lastIndexOf("/"));
      counts.set(group, (counts.get(group) ?? 0) + 1);
    }
  }
  const [best] = [...counts].sort(
    ([one, count], [other, otherCount]) => otherCount - count || other.length - one.length,
  );
  if (best === undefined || best[1] === 1) return "";
  return ` Allow the group ${best[0]} instead: it covers ${best[1]} of them.`;
}

function describeRemovals(lists: readonly ListChanges[]): PlanWarning[] {
  const count = lists.reduce((sum, { removed }) => sum + removed.length, 0);
  if (count === 0) return [];
  const message = `${count === 1 ? "An entry is" : `${count} entries are`} removed, with the fine-grained permissions that were set for ${count === 1 ? "it" : "them"}. Adding entries again does not bring permissions back.`;
  return [{ code: "permissions_lost", message }];
}
