import { auditProject } from "@gitlab-job-token-scope/desired-state";
import { connect } from "../connection/connect.js";
import type { Context } from "../context.js";
import { type ExitStatus, exitStatus } from "../exit-status.js";
import { recordBase } from "../fleet/subject.js";
import type { FormatName } from "../format-names.js";
import { printRecords } from "../formats.js";
import type { AuditRecord } from "../record.js";
import { summarize } from "../summary.js";
import { failedRecord } from "./failed-record.js";
import type { ConnectionOptions } from "./options.js";

/** Shows who may access one project. */
export async function show(
  { io, console }: Context,
  project: string,
  { format, ...options }: ConnectionOptions & { readonly format: FormatName },
): Promise<ExitStatus> {
  const { gitlab } = await connect(io, console, options);
  const subject = { reference: project };
  let record: AuditRecord;
  try {
    const audit = await auditProject(gitlab, project, { targets: false });
    record = { ...recordBase(gitlab.url, subject, audit.project), command: "audit", audit };
  } catch (error) {
    record = { ...recordBase(gitlab.url, subject), command: "audit", error: failedRecord(error, format) };
  }
  if (format === "text" && record.audit !== undefined) {
    const { formatShow } = await import("../formats/show.js");
    console.print(formatShow(record.audit, console.colors));
    return exitStatus.done;
  }
  // Findings are the audit's business: who asks for a project gets it.
  const summary = summarize([record]);
  const status = summary.status === 1 ? exitStatus.failed : exitStatus.done;
  await printRecords(console, format, [record], { ...summary, status });
  return status;
}
