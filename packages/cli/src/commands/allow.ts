import { planProject } from "@gitlab-job-token-scope/desired-state";
import { usageError } from "../command-error.js";
import type { Context } from "../context.js";
import type { ExitStatus } from "../exit-status.js";
import { changeProject } from "./change.js";
import type { ChangeOptions } from "./options.js";

/** Adds projects and groups to the allowlists of one project. */
export async function allow(
  context: Context,
  project: string,
  targets: readonly string[],
  options: ChangeOptions & { readonly group?: readonly string[] },
): Promise<ExitStatus> {
  const { group: groups = [] } = options;
  if (targets.length + groups.length === 0)
    throw usageError("Name the projects to allow, or groups with --group.");
  return changeProject(context, project, options, {
    plan: (gitlab) =>
      planProject(gitlab, {
        project,
        ...(targets.length > 0 && { projects: targets }),
        ...(groups.length > 0 && { groups }),
      }),
  });
}
