import type { AllowlistEntry, Project } from "@gitlab-job-token-scope/facade";
import type { Targets } from "./steps.ts";

/**
 * Notes what a project's scope is now, and gives a function that puts it back.
 *
 * @throws {Error} When a target is on its allowlist already: it could not be told from what the walkthrough adds.
 */
export async function rememberScope(project: Project, targets: Targets): Promise<() => Promise<void>> {
  const { jobTokenScope } = project;
  const { inboundEnabled } = await jobTokenScope.get();
  refuseListed(await jobTokenScope.allowlist.list(), targets.project);
  refuseListed(await jobTokenScope.groupsAllowlist.list(), targets.group);
  return async () => {
    await jobTokenScope.update({ enabled: inboundEnabled });
    await jobTokenScope.allowlist.ensureAbsent(targets.project);
    await jobTokenScope.groupsAllowlist.ensureAbsent(targets.group);
  };
}

function refuseListed(entries: AllowlistEntry[], target: number | string): void {
  const listed = entries.find(({ id, path }) => String(id) === String(target) || path === target);
  if (listed !== undefined) {
    throw new Error(`the ${listed.kind} ${target} is on the allowlist already; name one that is not`);
  }
}
