import type { Project } from "@gitlab-job-token-scope/facade";
import type { Targets } from "./steps.ts";

/**
 * Reads a project's job token scope, and returns a function that restores it.
 *
 * @throws {Error} When a target is already on its allowlist, because the walkthrough removes it.
 */
export async function prepareRestore(project: Project, targets: Targets): Promise<() => Promise<void>> {
  const { jobTokenScope } = project;
  const { allowlist, groupsAllowlist } = jobTokenScope;
  const { inboundEnabled } = await jobTokenScope.get();

  // Adding a target shows whether it was on the allowlist, in whichever form it is given. The project itself always is.
  if (!(await allowlist.ensurePresent(targets.project))) throw alreadyListed(`project ${targets.project}`);
  await allowlist.ensureAbsent(targets.project);
  if (!(await groupsAllowlist.ensurePresent(targets.group))) throw alreadyListed(`group ${targets.group}`);
  await groupsAllowlist.ensureAbsent(targets.group);

  return async () => {
    const outcomes = await Promise.allSettled([
      jobTokenScope.update({ enabled: inboundEnabled }),
      allowlist.ensureAbsent(targets.project),
      groupsAllowlist.ensureAbsent(targets.group),
    ]);
    const reasons = outcomes.flatMap((outcome) =>
      outcome.status === "rejected" ? [String(outcome.reason)] : [],
    );
    if (reasons.length > 0)
      throw new Error(`the original state was not fully restored: ${reasons.join("; ")}`);
  };
}

function alreadyListed(target: string): Error {
  return new Error(`the ${target} is already on the allowlist; choose another one`);
}
