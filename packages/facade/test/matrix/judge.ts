import {
  type ErrorCode,
  isJobTokenScopeError,
  type JobTokenScopeError,
} from "@gitlab-job-token-scope/facade";
import type { Cell, Outcome } from "./cell.js";
import { isSame } from "./world.js";

/** What a request fails with when the fault is the last word on it. */
interface Failure {
  code: ErrorCode;
  status: number | undefined;
  attempts: number;
}

/** Failures that leave open whether a write was carried out; all others say that it was not. */
const openCodes: readonly ErrorCode[] = [
  "network",
  "timeout",
  "server_error",
  "unexpected_response",
  "entry_unconfirmed",
  "setting_unconfirmed",
];

/** A redirect of a read is followed this often. */
const mostHops = 5;

/** Where GitLab and what the caller was told disagree, in words; undefined when they agree. */
export function judge(cell: Cell, outcome: Outcome): string | undefined {
  return (
    outcome.violations[0] ??
    judgeRequests(cell, outcome) ??
    ("value" in outcome.told
      ? judgeSuccess(cell, outcome, outcome.told.value)
      : judgeFailure(cell, outcome, outcome.told.error))
  );
}

function judgeRequests({ strike, fault, limit }: Cell, { sent }: Outcome): string | undefined {
  const isHeard = (method: string) => fault.sentAgain === "always" && strike.method === method;
  const posts = sent.filter((line) => line.startsWith("POST ")).length;
  const mostPosts =
    1 + (isHeard("POST") ? limit : 0) + (fault.isTokenFunction && strike.method === "POST" ? 1 : 0);
  if (posts > mostPosts) return `expected at most ${mostPosts} POST, got ${posts}`;
  const struck = sent.filter((line) => line === `${strike.method} ${strike.address}`).length;
  const again = isSentAgain({ strike, fault }) ? limit : 0;
  const most =
    1 +
    again +
    (fault.isFollowed && strike.method === "GET" ? mostHops : 0) +
    (fault.isTokenFunction ? 1 : 0);
  return struck > most ? `expected at most ${most} of the request, got ${struck}` : undefined;
}

function judgeSuccess(cell: Cell, { before, after }: Outcome, value: unknown): string | undefined {
  const isChanged = !isSame(before, after);
  const { isAsked, isTrue } = cell.operation;
  if (isAsked?.(after) === false || isTrue?.(value, after, isChanged) === false) {
    return `it resolved to ${JSON.stringify(value)}, and GitLab has ${JSON.stringify(after)}`;
  }
  const failure = failureOf(cell);
  const isRead = cell.strike.role === "read" || cell.strike.role === "confirm";
  return failure !== undefined && isRead ? `expected ${failure.code}, got a success` : undefined;
}

function judgeFailure(cell: Cell, { before, after }: Outcome, error: unknown): string | undefined {
  if (!isJobTokenScopeError(error)) return `expected an error of this package, got ${error}`;
  const got = show(error);
  if (!openCodes.includes(error.code) && !isSame(before, after)) {
    return `${got} says that nothing was changed, and GitLab has ${JSON.stringify(after)}`;
  }
  const { operation, strike, when } = cell;
  const failure = failureOf(cell);
  if (strike.role === "settle") return judgeSettling(cell, failure, error);
  if (failure === undefined) {
    return error.code === operation.refuses
      ? undefined
      : `expected ${operation.refuses ?? "a success"}, got ${got}`;
  }
  if (strike.role === "confirm") {
    const isRight = error.code === "setting_unconfirmed" && isFailure(error.cause, failure);
    return isRight ? undefined : `expected setting_unconfirmed for ${failure.code}, got ${got}`;
  }
  const isOpen = openCodes.includes(failure.code) && (failure.status ?? 500) !== 302;
  if (strike.role === "add" && isOpen && when !== "late" && operation.isAsked?.(after)) {
    return `expected a success, since the entry is on the list, got ${got}`;
  }
  return isFailure(error, failure) ? undefined : `expected ${show(failure)}, got ${got}`;
}

/** After a POST whose answer was lost, and which is not sent again. */
function judgeSettling(
  { strike }: Cell,
  failure: Failure | undefined,
  error: JobTokenScopeError,
): string | undefined {
  const lost: Failure = { code: "network", status: undefined, attempts: 1 };
  if (failure !== undefined) {
    const isRight = error.code === "entry_unconfirmed" && isFailure(error.cause, lost);
    return isRight ? undefined : `expected entry_unconfirmed, got ${show(error)}`;
  }
  return !strike.isAdded && isFailure(error, lost) ? undefined : `expected a success, got ${show(error)}`;
}

function isSentAgain({ strike, fault }: Pick<Cell, "strike" | "fault">): boolean {
  return fault.sentAgain === "always" || (fault.sentAgain === "unless POST" && strike.method !== "POST");
}

/** What the struck request comes to; undefined when it gets past the fault. */
function failureOf({ strike, fault, limit, isAlways }: Cell): Failure | undefined {
  const again = isSentAgain({ strike, fault }) ? limit : 0;
  const isPassed = again > 0 || (fault.isFollowed && strike.method === "GET") || fault.isTokenFunction;
  if (isPassed && !isAlways) return undefined;
  return {
    code: fault.code,
    status: fault.status?.(strike),
    attempts: 1 + again + (fault.isTokenFunction ? 1 : 0),
  };
}

function isFailure(error: unknown, { code, status, attempts }: Failure): boolean {
  if (!isJobTokenScopeError(error) || error.code !== code) return false;
  const told = error.toJSON();
  return told["attempts"] === attempts && told["status"] === status;
}

function show(failure: Failure | JobTokenScopeError): string {
  const { code, status, attempts } = isJobTokenScopeError(failure)
    ? (failure.toJSON() as unknown as Failure)
    : failure;
  return `${code}${status === undefined ? "" : ` with status ${status}`} after ${attempts} attempt(s)`;
}
