import { applyAll, planAll } from "@gitlab-job-token-scope/desired-state";
import type { GitLab } from "@gitlab-job-token-scope/facade";
import { usageError } from "../command-error.js";
import { requireAnswer } from "../confirm.js";
import { connect } from "../connection/connect.js";
import type { Context } from "../context.js";
import { type ExitStatus, exitStatus } from "../exit-status.js";
import { Pending } from "../fleet/pending.js";
import type { Planned } from "../fleet/planned.js";
import { readPlans, type StoredPlan } from "../fleet/read-plans.js";
import { Run, type RunOptions } from "../fleet/run.js";
import { recordBase, type Subject } from "../fleet/subject.js";
import { readStates } from "../fleet/subjects.js";
import { recordError } from "../record-error.js";
import { type ChangeOptions, type FleetOptions, permissionsOf } from "./options.js";
import { reviewPlans } from "./review-plans.js";

type ApplyOptions = ChangeOptions & FleetOptions & RunOptions & { readonly plan?: string };

/** Makes the changes by which projects become as a file says, or those of a stored plan. */
export async function apply(
  context: Context,
  file: string | undefined,
  options: ApplyOptions,
): Promise<ExitStatus> {
  if ((file === undefined) === (options.plan === undefined)) {
    throw usageError("Give either a file of desired states, or a stored plan with --plan.");
  }
  const isAsking = options.yes !== true && options.dryRun !== true;
  if (isAsking) requireAnswer(context.io);
  const connection = await connect(context.io, context.console, options);
  const { gitlab } = connection;
  const stored = options.plan === undefined ? undefined : await readPlans(options.plan, gitlab.url);
  const states = file === undefined ? [] : await readStates(file);
  const run = await Run.start(context, "apply", connection, options);
  run.showProgress("plan", (stored ?? states).length);
  const planned =
    stored === undefined
      ? await planStates(run, gitlab, states, options)
      : await takeStored(run, gitlab, stored);
  run.stopProgress();
  if (!context.interrupt.isRequested && !(await reviewPlans(context, gitlab.url, planned, options))) {
    run.abandon();
    context.console.note("Nothing was changed.");
    return exitStatus.failed;
  }
  await applyPlans(context, run, gitlab, planned, options);
  return run.finish();
}

/** Plans what is left. Projects that cannot be planned have failed. */
async function planStates(
  run: Run,
  gitlab: GitLab,
  states: readonly Subject[],
  { concurrency }: ApplyOptions,
): Promise<Planned[]> {
  const planned: Planned[] = [];
  const pending = new Pending(run.select(states));
  await run.addAll(planAll(gitlab, pending.states(), { concurrency }), ({ project, plan, error }) => {
    const subject = pending.take(project);
    if (plan === undefined) return failed(gitlab, subject, recordError(error));
    planned.push({ subject, plan });
    return undefined;
  });
  return planned;
}

/** Takes what is left of stored plans. Projects that could not be planned have failed. */
async function takeStored(run: Run, gitlab: GitLab, stored: readonly StoredPlan[]): Promise<Planned[]> {
  const planned: Planned[] = [];
  const byReference = new Map(stored.map((one) => [one.subject.reference, one]));
  await run.addAll(run.select(stored.map(({ subject }) => subject)), ({ reference }) => {
    const one = byReference.get(reference);
    if (one !== undefined && "error" in one) return failed(gitlab, one.subject, one.error);
    if (one !== undefined) planned.push(one);
    return undefined;
  });
  return planned;
}

async function applyPlans(
  { interrupt }: Context,
  run: Run,
  gitlab: GitLab,
  planned: readonly Planned[],
  options: ApplyOptions,
): Promise<void> {
  const subjects = new Map(planned.map(({ subject, plan }) => [plan.project.id, subject]));
  function* plans(): Generator<Planned["plan"]> {
    for (const { plan } of planned) {
      if (interrupt.isRequested) return;
      yield plan;
    }
  }
  const { concurrency, dryRun = false } = options;
  run.showProgress("apply", planned.length);
  await run.addAll(
    applyAll(gitlab, plans(), { concurrency, dryRun, allow: permissionsOf(options) }),
    ({ project, plan, result, error }) => ({
      ...recordBase(gitlab.url, subjects.get(project.id) ?? { reference: project.id }, project),
      command: "apply",
      plan,
      ...(result === undefined ? { error: recordError(error) } : { result }),
    }),
  );
}

function failed(gitlab: GitLab, subject: Subject, error: ReturnType<typeof recordError>) {
  return { ...recordBase(gitlab.url, subject), command: "apply" as const, error };
}
