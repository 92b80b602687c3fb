import { auditAll } from "@gitlab-job-token-scope/desired-state";
import { connect } from "../connection/connect.js";
import type { Context } from "../context.js";
import type { ExitStatus } from "../exit-status.js";
import { Pending } from "../fleet/pending.js";
import { Run, type RunOptions } from "../fleet/run.js";
import { recordBase } from "../fleet/subject.js";
import { type Selection, selectSubjects } from "../fleet/subjects.js";
import { recordError } from "../record-error.js";
import type { FleetOptions } from "./options.js";

/** Reports what somebody should look at in projects. */
export async function audit(
  context: Context,
  projects: readonly string[],
  options: FleetOptions & RunOptions & Omit<Selection, "projects"> & { readonly targets: boolean },
): Promise<ExitStatus> {
  const connection = await connect(context.io, context.console, options);
  const { gitlab } = connection;
  const { subjects, total } = await selectSubjects(gitlab, { ...options, projects });
  const run = await Run.start(context, "audit", connection, options);
  run.showProgress("audit", total);
  const pending = new Pending(run.select(subjects));
  const { concurrency, targets } = options;
  await run.addAll(
    auditAll(gitlab, pending.inputs(), { concurrency, targets }),
    ({ project, audit, error }) => ({
      ...recordBase(gitlab.url, pending.take(project), audit?.project),
      command: "audit",
      ...(audit === undefined ? { error: recordError(error) } : { audit }),
    }),
  );
  return run.finish();
}
