import {
  type ErrorCode,
  isJobTokenScopeError,
  type JobTokenScopeError,
} from "@gitlab-job-token-scope/facade";
import { type Cell, isContinued, isRedirected, isReplaced, isRetried } from "./cell.js";
import type { InjectionCounts } from "./faulty-fetch.js";
import type { CellResult } from "./run-cell.js";
import { describeDifference, isSame } from "./snapshot.js";

/** A failure that is expected. Only what is known in advance is compared. */
interface Failure {
  readonly code: ErrorCode;
  readonly status?: number | undefined;
  readonly attempts?: number;
  readonly cause?: Failure;
}

/** A result that is expected. */
type Expected = { readonly value: unknown } | { readonly failure: Failure };

/** A read follows this many redirects. */
const maxRedirects = 5;

/** Where the result of a cell is wrong, in words; undefined when all of it is right. */
export function judge(cell: Cell, result: CellResult): string | undefined {
  return (
    result.violations[0] ??
    judgeDelivery(cell, result) ??
    judgeRequests(cell, result) ??
    judgeState(cell, result) ??
    judgeReport(cell, result)
  );
}

/**
 * Every fault has to arrive exactly as often as it can, before or after GitLab has carried the request out: a cell whose fault
 * never happened proves nothing.
 */
function judgeDelivery(cell: Cell, { injection, loss }: CellResult): string | undefined {
  const { fault, target, when, isRepeated } = cell;
  const redirects = isRedirected(fault, target) ? maxRedirects : 0;
  const delivered = isRepeated ? attemptsOf(cell) + redirects : 1;
  const attempts = isRepeated ? delivered : 1 + (isPassed(cell) ? 1 : 0);
  const expected = { delivered, attempts, carriedOut: when === "before" ? 0 : delivered };
  const losses = lossAttemptsOf(cell);
  const carriedOut = target.lostWrite?.isCarriedOut ? losses : 0;
  return (
    compare("of the fault", injection, expected) ??
    (loss && compare("of the loss", loss, { delivered: losses, attempts: losses, carriedOut }))
  );
}

function compare(what: string, counted: InjectionCounts, expected: InjectionCounts): string | undefined {
  const show = ({ delivered, attempts, carriedOut }: InjectionCounts) =>
    `${delivered} deliveries ${what} in ${attempts} attempts, ${carriedOut} of them carried out`;
  return show(counted) === show(expected) ? undefined : `expected ${show(expected)}; got ${show(counted)}`;
}

/** Every request without a fault is sent once, and none to another origin. */
function judgeRequests({ target }: Cell, { requests, reported }: CellResult): string | undefined {
  const foreign = requests.find(({ name }) => name.includes(" at http"));
  if (foreign !== undefined) return `a request left the origin: ${foreign.name}`;
  const repeated = requests.find(
    ({ name, occurrence, attempts }) =>
      attempts > 1 &&
      name !== target.lostWrite?.request.name &&
      !(name === target.name && occurrence === (target.occurrence ?? 1)),
  );
  if (repeated !== undefined) return `${repeated.name} was sent ${repeated.attempts} times`;
  const isSent = requests.some(({ name }) => name === target.name);
  return "value" in reported && !isSent ? `it resolved, and ${target.name} was not sent` : undefined;
}

/** GitLab has what was requested, or what it had, and nothing else. */
function judgeState({ operation, target }: Cell, { before, atFault, after }: CellResult): string | undefined {
  const requested = operation.requested?.(before) ?? before;
  const decides = target.role === "write" || target.role === "settle";
  if (decides && operation.requested && !operation.isFulfilled && isSame(atFault, requested)) {
    return "a change would not show: GitLab had what was requested from the beginning";
  }
  return [before, atFault, requested].some((possible) => isSame(possible, after))
    ? undefined
    : `GitLab has what nobody requested: ${describeDifference(before, after)}`;
}

/** What is reported to the caller is true. */
function judgeReport(cell: Cell, result: CellResult): string | undefined {
  const { reported, before, atFault, after } = result;
  const { operation, target, fault } = cell;
  const requested = operation.requested?.(before) ?? before;
  const difference = describeDifference(before, after);
  if ("error" in reported && !isJobTokenScopeError(reported.error)) {
    return `expected an error of this package, got ${reported.error}`;
  }
  if ("value" in reported && !isSame(after, requested)) {
    return `it resolved to ${JSON.stringify(reported.value)}, and in GitLab ${difference}`;
  }
  const isRefused = target.role === "write" && !fault.isOpen && !isPassed(cell);
  if (isRefused && !isSame(after, atFault)) return `the request was refused, and in GitLab ${difference}`;
  const expected = expectedOf(cell, result);
  return expected.some((one) => isExpected(one, reported))
    ? undefined
    : `expected ${expected.map(show).join(" or ")}, got ${show(reported)}; in GitLab ${difference}`;
}

/** What may be reported to the caller. There is a choice only when GitLab carries the write out at an unknown moment. */
function expectedOf(cell: Cell, { before, after }: CellResult): Expected[] {
  const { operation, target, fault, when } = cell;
  const isInForce = isSame(after, operation.requested?.(before) ?? before);
  const usual: Expected =
    operation.refuses === undefined
      ? { value: operation.value?.(after) }
      : { failure: { code: operation.refuses } };
  const afterLoss: Expected = { value: operation.valueAfterLoss ?? operation.value?.(after) };
  const failure = isPassed(cell) || isReplaced(fault, target) ? undefined : failureOf(cell);
  switch (target.role) {
    case "read":
      return [failure === undefined ? usual : { failure }];
    case "caught":
      return [fault.isHold ? { failure: { code: fault.code, status: 429, attempts: 0 } } : usual];
    case "check":
      if (failure === undefined || operation.refusesUnchecked === undefined) return [usual];
      return [{ failure: { code: operation.refusesUnchecked, status: 400 } }];
    case "confirm":
      return [failure === undefined ? usual : { failure: { code: "setting_unconfirmed", cause: failure } }];
    case "settle": {
      const loss: Failure = { code: "network", attempts: lossAttemptsOf(cell) };
      const code = target.lostWrite?.request.method === "PATCH" ? "setting_unconfirmed" : "entry_unconfirmed";
      if (failure !== undefined) return [{ failure: { code, cause: loss } }];
      return [isInForce ? afterLoss : { failure: loss }];
    }
    case "write": {
      // An earlier attempt may have removed the entry: a refusal of the second one does not count.
      if (failure === undefined) return [fault.isOpen && target.method === "DELETE" ? afterLoss : usual];
      if (!fault.isOpen) return [{ failure }];
      if (when === "late") return isInForce ? [afterLoss, { failure }] : [{ failure }];
      return [isInForce ? afterLoss : { failure }];
    }
  }
}

/** Whether the request gets past the fault. */
function isPassed({ fault, target, retryLimit, isRepeated }: Cell): boolean {
  return !isRepeated && (isContinued(fault, target) || (isRetried(fault, target) && retryLimit > 0));
}

/** The number of attempts when the fault hits all of them. */
function attemptsOf({ fault, target, retryLimit }: Cell): number {
  return 1 + (isRetried(fault, target) ? retryLimit : 0) + (fault.isTokenFunction ? 1 : 0);
}

/** The number of attempts of a write whose responses are all lost. */
function lossAttemptsOf({ target, retryLimit }: Cell): number {
  return target.lostWrite?.request.method === "POST" ? 1 : 1 + retryLimit;
}

/** What the request comes to when it does not get past the fault. */
function failureOf(cell: Cell): Failure {
  const { fault, target } = cell;
  return { code: fault.code, status: fault.status?.(target), attempts: attemptsOf(cell) };
}

function isExpected(expected: Expected, reported: CellResult["reported"]): boolean {
  if ("failure" in expected) return "error" in reported && isFailure(reported.error, expected.failure);
  return "value" in reported && JSON.stringify(reported.value) === JSON.stringify(expected.value);
}

function isFailure(error: unknown, failure: Failure): boolean {
  if (!isJobTokenScopeError(error) || error.code !== failure.code) return false;
  const shown = error.toJSON();
  if ("status" in failure && shown["status"] !== failure.status) return false;
  if ("attempts" in failure && shown["attempts"] !== failure.attempts) return false;
  return failure.cause === undefined || isFailure(error.cause, failure.cause);
}

function show(result: Expected | CellResult["reported"]): string {
  if ("value" in result) return `success with ${JSON.stringify(result.value)}`;
  return "failure" in result ? showFailure(result.failure) : showError(result.error);
}

function showFailure({ code, status, attempts, cause }: Failure): string {
  const details = [
    status !== undefined && `status ${status}`,
    attempts !== undefined && `${attempts} attempt(s)`,
    cause && `cause ${showFailure(cause)}`,
  ].filter((part) => typeof part === "string");
  return details.length === 0 ? code : `${code} (${details.join(", ")})`;
}

function showError(error: unknown): string {
  if (!isJobTokenScopeError(error)) return String(error);
  const { status, attempts } = error.toJSON() as Partial<Failure>;
  const cause = isJobTokenScopeError(error.cause) ? toFailure(error.cause) : undefined;
  return showFailure({
    code: error.code,
    status,
    ...(attempts !== undefined && { attempts }),
    ...(cause && { cause }),
  });
}

function toFailure(error: JobTokenScopeError): Failure {
  const { status, attempts } = error.toJSON() as Partial<Failure>;
  return { code: error.code, status, ...(attempts !== undefined && { attempts }) };
}
