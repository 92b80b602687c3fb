import type { Project } from "@gitlab-job-token-scope/facade";
import type { Targets } from "./steps.ts";

/**
 * Notes what a project's scope is now, and gives a function that puts it back.
 *
 * @throws {Error} When a target is on its allowlist already: it could not be told from what the walkthrough adds.
 */
export async function rememberScope(project: Project, targets: Targets): Promise<() => Promise<void>> {
  const { jobTokenScope } = project;
  const { allowlist, groupsAllowlist } = jobTokenScope;
  const { inboundEnabled } = await jobTokenScope.get();

  // However a target is named, adding it tells whether it was there. The project itself always is.
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
    if (reasons.length > 0) throw new Error(`not everything was put back: ${reasons.join("; ")}`);
  };
}

function alreadyListed(target: string): Error {
  return new Error(`the ${target} is on the allowlist already; name one that is not`);
}
