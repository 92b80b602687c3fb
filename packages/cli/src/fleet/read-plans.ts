import { parsePlan } from "@gitlab-job-token-scope/desired-state";
import { usageError } from "../command-error.js";
import type { RecordError } from "../record.js";
import { readReport } from "../report/read-report.js";
import type { Planned } from "./planned.js";
import type { Subject } from "./subject.js";

/** A project of a stored plan: with its plan, or with the reason why it has none. */
export type StoredPlan = Planned | { readonly subject: Subject; readonly error: RecordError };

/**
 * Reads the plans of a report of `plan`.
 *
 * @throws {CommandError} If it is another report, not complete, or of another GitLab.
 * @throws {DesiredStateError} If a plan is not valid.
 */
export async function readPlans(file: string, gitlabUrl: string): Promise<StoredPlan[]> {
  const { begin, records, isComplete } = await readReport(file);
  if (begin.command !== "plan") {
    throw usageError(
      `${file} is a report of ${begin.command}: --plan takes one that plan --report has written.`,
    );
  }
  if (begin.gitlab !== gitlabUrl) {
    throw usageError(`${file} was planned for ${begin.gitlab}, and would be applied to ${gitlabUrl}.`);
  }
  if (isComplete === false) {
    throw usageError(`${file} is not complete. Go on with: plan … --resume ${file}`);
  }
  const seen = new Set<number>();
  return records.map((record): StoredPlan => {
    const { reference, id, path } = record.project;
    const subject = { reference, ...(id !== undefined && { id }), ...(path !== undefined && { path }) };
    if (record.command !== "plan" || record.plan === undefined) {
      const error = record.error ?? { code: "unexpected", message: "The report has no plan." };
      return { subject, error };
    }
    const plan = parsePlan(JSON.stringify(record.plan));
    if (seen.has(plan.project.id)) throw usageError(`${file}: the project ${plan.project.id} has two plans.`);
    seen.add(plan.project.id);
    return { subject, plan };
  });
}
