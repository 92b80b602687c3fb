import { planProject } from "@gitlab-job-token-scope/desired-state";
import type { Context } from "../context.js";
import type { ExitStatus } from "../exit-status.js";
import { changeProject } from "./change.js";
import type { ChangeOptions } from "./options.js";

/** Limits the access to one project to its allowlists. */
export async function restrict(
  context: Context,
  project: string,
  options: ChangeOptions,
): Promise<ExitStatus> {
  return changeProject(context, project, options, {
    plan: (gitlab) => planProject(gitlab, { project, inboundEnabled: true }),
  });
}

/** Opens one project to the job tokens of every project. The name of the command is the permission, and it asks. */
export async function open(context: Context, project: string, options: ChangeOptions): Promise<ExitStatus> {
  return changeProject(
    context,
    project,
    { ...options, allowOpen: true },
    { plan: (gitlab) => planProject(gitlab, { project, inboundEnabled: false }), isDangerous: true },
  );
}
