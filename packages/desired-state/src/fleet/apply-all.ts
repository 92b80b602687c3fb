import type { GitLab } from "@gitlab-job-token-scope/facade";
import { type ApplyOptions, applyPlan, permissionEntries } from "../apply-plan.js";
import type { ApplyResult } from "../outcome.js";
import type { Plan } from "../plan.js";
import { checkFleetOptions, type FleetOptions } from "./options.js";
import { type Inputs, runAll } from "./run-all.js";

/** What became of the plan of one project of many, or why it was not applied. */
export type ApplyAllResult =
  | {
      readonly project: Plan["project"];
      readonly plan: Plan;
      readonly result: ApplyResult;
      readonly error?: never;
    }
  | {
      readonly project: Plan["project"];
      readonly plan: Plan;
      readonly result?: never;
      readonly error: unknown;
    };

/** How the plans of a fleet are applied. */
export interface ApplyAllOptions extends FleetOptions, Pick<ApplyOptions, "allow" | "dryRun"> {}

/**
 * Applies many plans, several at a time, and yields the result of each as it comes. One that fails does not stop the others.
 *
 * @param plans An array, or an iterable, which is read as the work proceeds. Two plans for one project must not be among them.
 * @throws {DesiredStateError} `invalid_option`. Also what the iterable throws, and the reason of the signal when it is aborted:
 * after what was under way was yielded, with what became of each change.
 *
 * @example
 * ```ts
 * import { applyAll, type Plan } from "@gitlab-job-token-scope/desired-state";
 * import { createGitLab } from "@gitlab-job-token-scope/facade";
 *
 * const gitlab = createGitLab({ url: "https://gitlab.example.com", token: "glpat-…" });
 * const plans: Plan[] = [];
 * for await (const { project, result, error } of applyAll(gitlab, plans)) console.log(project.path, result?.ok ?? error);
 * ```
 */
export async function* applyAll(
  gitlab: GitLab,
  plans: Inputs<Plan>,
  options: ApplyAllOptions = {},
): AsyncGenerator<ApplyAllResult, void, undefined> {
  const { request, ...run } = checkFleetOptions(options, permissionEntries);
  const { allow = [], dryRun = false } = options;
  yield* runAll(plans, run, async (plan): Promise<ApplyAllResult> => {
    const { signal, ...limits } = request;
    const project = plan?.project;
    try {
      const result = await applyPlan(gitlab, plan, {
        allow,
        dryRun,
        request: limits,
        ...(signal && { signal }),
      });
      return { project, plan, result };
    } catch (error) {
      return { project, plan, error };
    }
  });
}
