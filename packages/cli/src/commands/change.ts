import { applyPlan, type Plan } from "@gitlab-job-token-scope/desired-state";
import type { GitLab } from "@gitlab-job-token-scope/facade";
import { requireAnswer } from "../confirm.js";
import { connect } from "../connection/connect.js";
import type { Context } from "../context.js";
import { type ExitStatus, exitStatus } from "../exit-status.js";
import { recordBase } from "../fleet/subject.js";
import { printRecords } from "../formats.js";
import type { ApplyRecord } from "../record.js";
import { summarize } from "../summary.js";
import { failedRecord } from "./failed-record.js";
import { type ChangeOptions, permissionsOf } from "./options.js";
import { reviewPlans } from "./review-plans.js";

/** How one project is changed. */
export interface ProjectChange {
  /** Makes the plan. */
  readonly plan: (gitlab: GitLab) => Promise<Plan>;
  /** Whether to ask before. */
  readonly isDangerous?: boolean;
}

/** Changes one project, and reports what became of each change. */
export async function changeProject(
  context: Context,
  project: string,
  options: ChangeOptions,
  change: ProjectChange,
): Promise<ExitStatus> {
  const { io, console, interrupt } = context;
  const { format, dryRun = false, yes = false } = options;
  const isAsking = change.isDangerous === true && !yes && !dryRun;
  if (isAsking) requireAnswer(io);
  const { gitlab } = await connect(io, console, options);
  const subject = { reference: project };
  let record: ApplyRecord;
  try {
    const plan = await change.plan(gitlab);
    interrupt.listen();
    if (isAsking && !(await reviewPlans(context, gitlab.url, [{ subject, plan }], options))) {
      console.note("Nothing was changed.");
      return exitStatus.failed;
    }
    const result = await applyPlan(gitlab, plan, { allow: permissionsOf(options), dryRun });
    record = { ...recordBase(gitlab.url, subject, plan.project), command: "apply", plan, result };
  } catch (error) {
    record = { ...recordBase(gitlab.url, subject), command: "apply", error: failedRecord(error, format) };
  }
  const summary = summarize([record]);
  if (format === "text" && record.plan !== undefined) {
    const { formatOutcomes } = await import("../formats/outcomes.js");
    console.print(`${formatOutcomes(record.plan, record.result?.outcomes ?? [], console.colors)}\n`);
  } else {
    await printRecords(console, format, [record], summary);
  }
  return summary.status;
}
