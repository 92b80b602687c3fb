import { applyAll, type Plan, planAll } from "@gitlab-job-token-scope/desired-state";
import type { GitLab } from "@gitlab-job-token-scope/facade";
import type { State } from "./world.ts";

/** The same as a script's `keep`, by plans. Several projects are under way at a time, as by default. */
export async function keepWithDesiredState(gitlab: GitLab, states: readonly State[]): Promise<void> {
  const desired = states.map((state) => ({ ...state, inboundEnabled: true, groups: [], prune: true }));
  async function* plans(): AsyncGenerator<Plan> {
    for await (const { plan, error } of planAll(gitlab, desired)) {
      if (plan === undefined) throw error;
      if (plan.changes.length > 0) yield plan;
    }
  }
  for await (const { result, error } of applyAll(gitlab, plans())) {
    if (!result?.ok) throw error ?? new Error(JSON.stringify(result));
  }
}
