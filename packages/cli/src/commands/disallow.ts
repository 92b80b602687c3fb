import {
  auditProject,
  type Entry,
  type EntryKind,
  type Plan,
  planProject,
} from "@gitlab-job-token-scope/desired-state";
import { type GitLab, parseGroupReference, parseProjectReference } from "@gitlab-job-token-scope/facade";
import { CommandError, usageError } from "../command-error.js";
import type { Context } from "../context.js";
import type { ExitStatus } from "../exit-status.js";
import { changeProject } from "./change.js";
import type { ChangeOptions } from "./options.js";

/** Removes projects and groups from the allowlists of one project. */
export async function disallow(
  context: Context,
  project: string,
  targets: readonly string[],
  options: ChangeOptions & { readonly group?: readonly string[] },
): Promise<ExitStatus> {
  const { group: groups = [] } = options;
  if (targets.length + groups.length === 0) {
    throw usageError("Name the projects to remove, or groups with --group.");
  }
  // Refuses what is no reference before anything is sent.
  const own = parseProjectReference(project);
  for (const target of targets) {
    if (isSame(parseProjectReference(target), own)) throw usageError(describeSelf(project));
  }
  for (const group of groups) parseGroupReference(group);
  return changeProject(context, project, options, {
    plan: (gitlab) => planRemoval(gitlab, project, targets, groups),
  });
}

/** Plans a desired state without the targets, and of that plan only the targets' removal. */
async function planRemoval(
  gitlab: GitLab,
  project: string,
  targets: readonly string[],
  groups: readonly string[],
): Promise<Plan> {
  const audit = await auditProject(gitlab, project, { targets: false });
  const { id } = audit.project;
  const removed = {
    project: await findIds(gitlab, "project", audit.projects, targets),
    group: await findIds(gitlab, "group", audit.groups, groups),
  };
  if (removed.project.has(id)) throw new CommandError(describeSelf(project));
  const rest = (kind: EntryKind, entries: readonly Entry[]): number[] =>
    entries.map((entry) => entry.id).filter((entry) => !removed[kind].has(entry));
  const plan = await planProject(gitlab, {
    project: id,
    ...(targets.length > 0 && { projects: rest("project", audit.projects) }),
    ...(groups.length > 0 && { groups: rest("group", audit.groups) }),
    prune: true,
  });
  // Somebody may have added or removed others meanwhile: those are none of this command's business.
  const isMeant = (change: Plan["changes"][number]): boolean =>
    change.action === "remove" && removed[change.kind].has(change.id);
  const others = plan.changes.flatMap((change) =>
    change.action === "remove" && !isMeant(change) ? [{ ...entryOf(change) }] : [],
  );
  return {
    ...plan,
    project: audit.project,
    changes: plan.changes.filter(isMeant),
    unchanged: [...plan.unchanged, ...others],
  };
}

function describeSelf(project: string): string {
  return `${project} is always on its own allowlist, and cannot be removed.`;
}

type Reference = ReturnType<typeof parseProjectReference>;

function isSame(one: Reference, other: Reference): boolean {
  if ("id" in one) return "id" in other && one.id === other.id;
  return "path" in other && one.path.toLowerCase() === other.path.toLowerCase();
}

function entryOf({ kind, id, path }: Entry): Entry {
  return { kind, id, ...(path !== undefined && { path }) };
}

/** The IDs of targets: those on the list, and by a look-up of others, which may have another path by now. */
async function findIds(
  gitlab: GitLab,
  kind: EntryKind,
  entries: readonly Entry[],
  references: readonly string[],
): Promise<Set<number>> {
  const ids = new Set<number>();
  for (const reference of references) {
    const parsed = kind === "project" ? parseProjectReference(reference) : parseGroupReference(reference);
    if ("id" in parsed) ids.add(parsed.id);
    else {
      const path = parsed.path.toLowerCase();
      const listed = entries.find((entry) => entry.path?.toLowerCase() === path);
      ids.add(
        listed?.id ?? (await (kind === "project" ? gitlab.project(reference) : gitlab.group(reference)).id()),
      );
    }
  }
  return ids;
}
