import type { GitLab, ProjectReference } from "@gitlab-job-token-scope/facade";
import type { DesiredState } from "../desired-state.js";
import { DesiredStateError } from "../desired-state-error.js";
import { TargetVisibility } from "../internal/target-visibility.js";
import type { Plan } from "../plan.js";
import { planWith } from "../plan-project.js";
import { checkFleetOptions, type FleetOptions } from "./options.js";
import { type Inputs, runAll } from "./run-all.js";

/** The plan of one project of many, or why there is none. */
export type PlanResult =
  | { readonly project: ProjectReference; readonly plan: Plan; readonly error?: never }
  | { readonly project: ProjectReference; readonly plan?: never; readonly error: unknown };

/**
 * Plans many projects, several at a time, and yields each as it comes. The order is that in which they end.
 *
 * One project that fails does not stop the others. A project that was planned before under another name fails with
 * `duplicate_project`.
 *
 * @param states An array, or an iterable, which is read as the work proceeds.
 * @throws {DesiredStateError} `invalid_option`. Also what the iterable throws, and the reason of the signal when it is aborted.
 *
 * @example
 * ```ts
 * import { planAll } from "@gitlab-job-token-scope/desired-state";
 * import { createGitLab } from "@gitlab-job-token-scope/facade";
 *
 * const gitlab = createGitLab({ url: "https://gitlab.example.com", token: "glpat-…" });
 * const states = ["group/app", "group/library"].map((project) => ({ project, inboundEnabled: true }));
 * for await (const { project, plan, error } of planAll(gitlab, states)) console.log(project, plan?.changes ?? error);
 * ```
 */
export async function* planAll(
  gitlab: GitLab,
  states: Inputs<DesiredState>,
  options: FleetOptions = {},
): AsyncGenerator<PlanResult, void, undefined> {
  const { request, ...run } = checkFleetOptions(options);
  const planned = new Set<number>();
  const visibility = new TargetVisibility(gitlab);
  yield* runAll(states, run, async (state): Promise<PlanResult> => {
    // A state from a program without types can be anything.
    const project = state?.project;
    try {
      const plan = await planWith(visibility, gitlab, state, request);
      if (planned.has(plan.project.id)) {
        const message = `${project}: this project (${plan.project.id}) was given before, by another name.`;
        throw new DesiredStateError("duplicate_project", message);
      }
      planned.add(plan.project.id);
      return { project, plan };
    } catch (error) {
      return { project, error };
    }
  });
}
