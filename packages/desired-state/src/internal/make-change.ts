import {
  type GroupAllowlist,
  isConnectionError,
  isJobTokenScopeError,
  isResponseError,
  type JobTokenScopeError,
  type JobTokenScopeManager,
  type ProjectAllowlist,
  type RequestOptions,
} from "@gitlab-job-token-scope/facade";
import type { Outcome, OutcomeError, OutcomeStatus } from "../outcome.js";
import type { Change, EntryKind } from "../plan.js";

/** Makes a change, unless GitLab is in this state already. */
export async function makeChange(
  scope: JobTokenScopeManager,
  change: Change,
  options: RequestOptions,
): Promise<Outcome> {
  try {
    const isChanged = await write(scope, change, options);
    return { change, status: isChanged ? "applied" : "already" };
  } catch (error) {
    // Stryker disable next-line ConditionalExpression: the facade throws nothing else
    if (!isJobTokenScopeError(error)) throw error;
    if (await isGone(scope, change, error, options)) return { change, status: "already" };
    return { change, status: statusOf(error), error: toOutcomeError(error) };
  }
}

/**
 * Whether an entry that should be removed is not there any more: GitLab does not find a target that was deleted, and whose entry was
 * deleted with it.
 */
async function isGone(
  scope: JobTokenScopeManager,
  change: Change,
  { code }: JobTokenScopeError,
  options: RequestOptions,
): Promise<boolean> {
  if (change.action !== "remove" || code !== "not_found") return false;
  // The project itself may be gone. The first error says so.
  const entries = await listOf(scope, change.kind)
    .list(options)
    .catch(() => undefined);
  return entries !== undefined && !entries.some(({ id }) => id === change.id);
}

function listOf(scope: JobTokenScopeManager, kind: EntryKind): ProjectAllowlist | GroupAllowlist {
  return kind === "project" ? scope.allowlist : scope.groupsAllowlist;
}

async function write(scope: JobTokenScopeManager, change: Change, options: RequestOptions): Promise<boolean> {
  if (change.action === "set") {
    const current = await scope.get(options);
    if (current.inboundEnabled === change.inboundEnabled) return false;
    await scope.update({ inboundEnabled: change.inboundEnabled }, options);
    return true;
  }
  const { kind, id, action } = change;
  const list = listOf(scope, kind);
  return action === "add" ? list.ensurePresent(id, options) : list.ensureAbsent(id, options);
}

const unconfirmedCodes: readonly string[] = ["entry_unconfirmed", "setting_unconfirmed"];
const stopCodes: readonly string[] = ["aborted", "timeout"];

/** The facade has read back every other write whose response was lost, so that those have failed for sure. */
function statusOf(error: JobTokenScopeError): OutcomeStatus {
  if (unconfirmedCodes.includes(error.code)) return "unconfirmed";
  if (isConnectionError(error) && stopCodes.includes(error.code) && error.mayHaveWritten)
    return "unconfirmed";
  return error.code === "aborted" ? "skipped" : "failed";
}

/** What an error says, as plain data. */
export function toOutcomeError(error: JobTokenScopeError): OutcomeError {
  const { code, message } = error;
  if (!isResponseError(error)) return { code, message };
  const { status, requestId } = error;
  return { code, message, status, ...(requestId !== undefined && { requestId }) };
}
