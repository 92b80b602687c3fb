import { type GitLab, isJobTokenScopeError, type RequestOptions } from "@gitlab-job-token-scope/facade";
import type { Entry, EntryKind, MissingTarget } from "../plan.js";
import type { CheckedState } from "./check-state.js";
import type { CurrentState, ResolvedState } from "./decide.js";
import { keyOf, type Reference } from "./reference-schema.js";

/** Resolves the paths of a desired state to IDs. Only paths that no listed entry has are looked up. */
export async function resolveState(
  gitlab: GitLab,
  state: CheckedState,
  { project, lists }: CurrentState,
  options: RequestOptions,
): Promise<ResolvedState> {
  const missing: MissingTarget[] = [];
  const resolve = async (
    kind: EntryKind,
    references: readonly Reference[] | undefined,
  ): Promise<Entry[] | undefined> => {
    if (references === undefined) return undefined;
    const ids = new Map((lists[kind] ?? []).map((entry) => [entry.path?.toLowerCase(), entry.id]));
    // The project knows itself, also where GitLab does not list it.
    if (kind === "project") ids.set(project.path?.toLowerCase(), project.id);
    const entries: Entry[] = [];
    for (const reference of references) {
      const { path } = reference;
      const known = reference.id ?? ids.get(keyOf(reference));
      const id = known ?? (await lookUp(gitlab, kind, path ?? "", options));
      if (id === undefined) missing.push({ kind, path: path ?? "" });
      else entries.push({ kind, id, ...(path !== undefined && { path }) });
    }
    return entries;
  };
  const groups = await resolve("group", state.groups);
  const projects = await resolve("project", state.projects);
  return {
    inboundEnabled: state.inboundEnabled,
    lists: { project: projects, group: groups },
    missing,
    prune: state.prune,
  };
}

/** The ID of a path; undefined when there is none, or when the token's user may not see it. */
async function lookUp(
  gitlab: GitLab,
  kind: EntryKind,
  path: string,
  options: RequestOptions,
): Promise<number | undefined> {
  try {
    return await (kind === "project" ? gitlab.project(path) : gitlab.group(path)).id(options);
  } catch (error) {
    if (isJobTokenScopeError(error) && error.code === "not_found") return undefined;
    throw error;
  }
}
