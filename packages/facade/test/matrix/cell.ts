import { type Fault, faults, type When } from "./faults.js";
import type { FaultTarget, Operation } from "./operation.js";

/** An operation, one of its requests, and what goes wrong with it. */
export interface Cell {
  readonly operation: Operation;
  readonly target: FaultTarget;
  readonly fault: Fault;
  readonly when: When;
  readonly retryLimit: 0 | 1;
  /** Whether every attempt is hit, or only the first. */
  readonly isRepeated: boolean;
}

/** Every cell of an operation. */
export function cellsOf(operation: Operation): Cell[] {
  return operation.targets.flatMap((target) =>
    faults
      .filter((fault) => fault.isPossible?.(target) ?? true)
      .flatMap((fault) =>
        // A read changes nothing, so there is no before and after.
        (target.method === "GET" ? fault.whens.slice(0, 1) : fault.whens).flatMap((when) =>
          retriesOf(fault, target).map((retries) => ({ operation, target, fault, when, ...retries })),
        ),
      ),
  );
}

/** Whether a request is sent again after a fault, as often as the limit allows. */
export function isRetried({ retried }: Fault, { method }: FaultTarget): boolean {
  return retried === "always" || (retried === "unless POST" && method !== "POST");
}

/** Whether a request goes on after one delivery of the fault, whatever the limit. */
export function isContinued(fault: Fault, target: FaultTarget): boolean {
  return fault.isTokenFunction === true || isRedirected(fault, target);
}

/** Whether a redirect is followed. Only those of look-ups are. */
export function isRedirected({ isFollowed }: Fault, { name }: FaultTarget): boolean {
  return isFollowed === true && /^GET \/(projects|groups)\/[^/]+$/.test(name.replace(/\?.*/, ""));
}

/**
 * Whether other requests take the place of one that was redirected, which browsers show as the status 0: the list of projects is then
 * read by its ID.
 */
export function isReplaced({ name: fault }: Fault, { name }: FaultTarget): boolean {
  const isList = /^GET \/projects\/group%2Fapp\/job_token_scope\/allowlist/.test(name);
  return isList && (fault.startsWith("a redirect ") || fault === "no Response object");
}

function retriesOf(fault: Fault, target: FaultTarget): Pick<Cell, "retryLimit" | "isRepeated">[] {
  const once = { retryLimit: 1, isRepeated: false } as const;
  const always = { retryLimit: 1, isRepeated: true } as const;
  if (isRetried(fault, target) && !fault.isVariant)
    return [{ retryLimit: 0, isRepeated: false }, once, always];
  return isRetried(fault, target) || isContinued(fault, target) ? [once, always] : [once];
}

/** A cell in words. */
export function titleOf({ operation, target, fault, when, retryLimit, isRepeated }: Cell): string {
  const { name, method, role, occurrence = 1, lostWrite } = target;
  const lost =
    lostWrite &&
    ` after a lost ${lostWrite.request.method}${lostWrite.isCarriedOut ? "" : ", not carried out"}`;
  const change = {
    before: "before the change",
    after: "after the change",
    late: "and the change comes late",
  };
  return [
    operation.name,
    `${role} ${name}${occurrence === 1 ? "" : ` (${occurrence})`}${lost ?? ""}`,
    `${fault.name}${method === "GET" ? "" : ` ${change[when]}`}`,
    `${isRepeated ? "every time" : "once"}, retry limit ${retryLimit}`,
  ].join(" | ");
}
