import { planAll } from "@gitlab-job-token-scope/desired-state";
import { connect } from "../connection/connect.js";
import type { Context } from "../context.js";
import type { ExitStatus } from "../exit-status.js";
import { Pending } from "../fleet/pending.js";
import { Run, type RunOptions } from "../fleet/run.js";
import { recordBase } from "../fleet/subject.js";
import { readStates } from "../fleet/subjects.js";
import { recordError } from "../record-error.js";
import type { FleetOptions } from "./options.js";

/** Shows what would change for projects to be as a file says. */
export async function plan(
  context: Context,
  file: string,
  options: FleetOptions & RunOptions,
): Promise<ExitStatus> {
  const connection = await connect(context.io, context.console, options);
  const { gitlab } = connection;
  const subjects = await readStates(file);
  const run = await Run.start(context, "plan", connection, options);
  run.showProgress("plan", subjects.length);
  const pending = new Pending(run.select(subjects));
  const { concurrency } = options;
  await run.addAll(planAll(gitlab, pending.states(), { concurrency }), ({ project, plan, error }) => ({
    ...recordBase(gitlab.url, pending.take(project), plan?.project),
    command: "plan",
    ...(plan === undefined ? { error: recordError(error) } : { plan }),
  }));
  return run.finish();
}
