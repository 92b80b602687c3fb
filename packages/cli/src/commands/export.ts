import { auditAll, type DesiredState, formatDesiredState } from "@gitlab-job-token-scope/desired-state";
import { connect } from "../connection/connect.js";
import type { Context } from "../context.js";
import { type ExitStatus, exitStatus } from "../exit-status.js";
import { type Selection, selectSubjects } from "../fleet/subjects.js";
import { showProgress } from "../output/progress.js";
import { recordError } from "../record-error.js";
import type { FleetOptions } from "./options.js";

/** Prints a file of desired states that says what is. */
export async function exportStates(
  { io, console }: Context,
  projects: readonly string[],
  { concurrency, ...options }: FleetOptions & Omit<Selection, "projects">,
): Promise<ExitStatus> {
  const connection = await connect(io, console, options);
  const { subjects, total } = await selectSubjects(connection.gitlab, { ...options, projects });
  const progress = showProgress(io.stderr, "export");
  console.clearProgress = progress.clear;
  connection.onWait = progress.wait;
  if (total !== undefined) progress.setTotal(total);
  const states = new Map<number, DesiredState>();
  let failed = 0;
  async function* references() {
    for await (const { reference } of subjects) yield reference;
  }
  try {
    const results = auditAll(connection.gitlab, references(), { concurrency, targets: false });
    for await (const { project, audit, error } of results) {
      progress.advance();
      if (audit !== undefined) {
        states.set(audit.project.id, {
          project: audit.project.path ?? audit.project.id,
          inboundEnabled: audit.inboundEnabled,
          prune: true,
          projects: audit.projects.map(({ path, id }) => path ?? id),
          groups: audit.groups.map(({ path, id }) => path ?? id),
        });
      } else {
        failed += 1;
        console.note(`${project}: ${recordError(error).message}`);
      }
    }
  } finally {
    progress.stop();
  }
  const sorted = [...states.values()].sort((one, other) =>
    String(one.project).localeCompare(String(other.project), "en"),
  );
  if (sorted.length > 0 || failed === 0) console.print(formatDesiredState(sorted));
  if (failed === 0) return exitStatus.done;
  console.note(`${failed} of ${failed + states.size} projects could not be read, and are not in the file.`);
  return exitStatus.failed;
}
