import type { GitLab, RequestOptions } from "@gitlab-job-token-scope/facade";
import type { DesiredState } from "./desired-state.js";
import { checkState } from "./internal/check-state.js";
import { decide } from "./internal/decide.js";
import { describeInvisible } from "./internal/describe-warnings.js";
import { readCurrent } from "./internal/read-current.js";
import { resolveState } from "./internal/resolve-state.js";
import { TargetVisibility } from "./internal/target-visibility.js";
import type { Change, EntryChange, Plan } from "./plan.js";

/**
 * Plans what has to change for a project to be in its desired state. Changes nothing.
 *
 * Reads what the desired state mentions: the setting, the list of projects, the list of groups, with one request for each 100
 * entries. A path is looked up only when no listed entry has it, and a project that is to be removed to find out whether the token's
 * user can see it: before version 19.1, GitLab removes it only then.
 *
 * @param options The limits of each request.
 * @throws {DesiredStateError} `invalid_state` when the state is not valid. Nothing was sent.
 * @throws {JobTokenScopeError} When the project cannot be read: `not_found`, `forbidden` and others.
 *
 * @example
 * ```ts
 * import { formatPlan, planProject } from "@gitlab-job-token-scope/desired-state";
 * import { createGitLab } from "@gitlab-job-token-scope/facade";
 *
 * const gitlab = createGitLab({ url: "https://gitlab.example.com", token: "glpat-…" });
 * const plan = await planProject(gitlab, {
 *   project: "group/app",
 *   inboundEnabled: true,
 *   projects: ["group/tool"],
 *   prune: true,
 * });
 * console.log(formatPlan(plan));
 * ```
 */
export async function planProject(
  gitlab: GitLab,
  state: DesiredState,
  options: RequestOptions = {},
): Promise<Plan> {
  return planWith(new TargetVisibility(gitlab), gitlab, state, options);
}

/**
 * Plans a project with what is known of targets from others.
 *
 * @internal
 */
export async function planWith(
  visibility: TargetVisibility,
  gitlab: GitLab,
  state: DesiredState,
  options: RequestOptions,
): Promise<Plan> {
  const checked = checkState(state);
  const parts = {
    inboundEnabled: checked.inboundEnabled !== undefined,
    projects: checked.projects !== undefined,
    groups: checked.groups !== undefined,
  };
  const current = await readCurrent(gitlab, checked.project, parts, options);
  const plan = decide(current, await resolveState(gitlab, checked, current, options));
  // A group can be removed without seeing it.
  const removed = plan.changes.filter(isProjectRemoval).map(({ action, ...entry }) => entry);
  const invisible = await visibility.findInvisible(removed, options);
  return { ...plan, warnings: [...plan.warnings, ...invisible.map(describeInvisible)] };
}

function isProjectRemoval(change: Change): change is EntryChange {
  return change.action === "remove" && change.kind === "project";
}
