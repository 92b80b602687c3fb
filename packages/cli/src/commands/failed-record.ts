import { isDesiredStateError } from "@gitlab-job-token-scope/desired-state";
import type { FormatName } from "../format-names.js";
import type { RecordError } from "../record.js";
import { recordError } from "../record-error.js";

/** The error of the record of one project. For people, and where the arguments are wrong, it ends the command instead. */
export function failedRecord(error: unknown, format: FormatName): RecordError {
  const { code } = recordError(error);
  const isUsage = isDesiredStateError(error) || code === "invalid_reference";
  if (isUsage || code === "unexpected" || format === "text") throw error;
  return recordError(error);
}
