import { ExpectationError } from "./expectation-error.js";
import type { RecordedRequest } from "./journal.js";
import { findMismatches, type MatchableRequest, type RequestMatch } from "./script/request-match.js";

/** A recorded request, in the form that is compared with a match. */
export interface ReceivedCall {
  readonly request: RecordedRequest;
  readonly matchable: MatchableRequest;
}

/** The maximum number of requests that a message lists. */
const maxListed = 3;

/**
 * Checks that requests match.
 *
 * @param count The exact number of requests; undefined for at least one.
 * @throws {ExpectationError} If another number of requests matches.
 */
export function expectRequests(
  calls: readonly ReceivedCall[],
  match: RequestMatch,
  count: number | undefined,
): void {
  const matching = calls.filter((call) => isMatch(match, call));
  if (count === undefined ? matching.length > 0 : matching.length === count) return;
  const expected = count === undefined ? "at least 1" : String(count);
  const listed =
    matching.length > (count ?? 0) ? listRequests(matching, calls) : listNearest(calls, match, calls);
  throw new ExpectationError(
    `expected ${expected} request(s) with ${JSON.stringify(match)}, received ${matching.length}${listed}`,
  );
}

/**
 * Checks that requests match one after the other. There may be other requests between them.
 *
 * @throws {ExpectationError} If there is no request for one of the matches after those for the matches before it.
 */
export function expectOrder(calls: readonly ReceivedCall[], matches: readonly RequestMatch[]): void {
  let next = 0;
  for (const [i, match] of matches.entries()) {
    const index = calls.findIndex((call, at) => at >= next && isMatch(match, call));
    if (index === -1) {
      const last = calls[next - 1];
      const place = last === undefined || i === 0 ? "" : ` after ${describe(last, calls)}`;
      const earlier = calls.find((call) => isMatch(match, call));
      const found = earlier && `\nOnly before it:\n  ${describe(earlier, calls)}`;
      throw new ExpectationError(
        `matches[${i}]: expected a request with ${JSON.stringify(match)}${place}${found ?? listNearest(calls.slice(next), match, calls)}`,
      );
    }
    next = index + 1;
  }
}

function isMatch(match: RequestMatch, { matchable }: ReceivedCall): boolean {
  return findMismatches(match, matchable).length === 0;
}

function listRequests(matching: readonly ReceivedCall[], all: readonly ReceivedCall[]): string {
  const lines = matching.slice(0, maxListed).map((call) => `\n  ${describe(call, all)}`);
  const omitted = matching.length - lines.length;
  return `:${lines.join("")}${omitted > 0 ? `\n  and ${omitted} more` : ""}`;
}

/** Lists the requests with the fewest differences, and the differences. */
function listNearest(
  candidates: readonly ReceivedCall[],
  match: RequestMatch,
  all: readonly ReceivedCall[],
): string {
  const nearest = candidates
    .map((call) => ({ call, mismatches: findMismatches(match, call.matchable) }))
    .filter(({ mismatches }) => mismatches.length > 0)
    .sort((a, b) => a.mismatches.length - b.mismatches.length)
    .slice(0, maxListed)
    .map(({ call, mismatches }) => `\n  ${describe(call, all)}: ${mismatches.join("; ")}`);
  return nearest.length === 0 ? "\nThere were no other requests." : `\nNearest requests:${nearest.join("")}`;
}

function describe(call: ReceivedCall, all: readonly ReceivedCall[]): string {
  const { method, path, operation } = call.request;
  return `#${all.indexOf(call) + 1} ${method} ${path}${operation === undefined ? "" : ` (${operation})`}`;
}
