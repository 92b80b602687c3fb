import type { Operations } from "./engine/operations.js";
import type { Journal } from "./journal.js";
import { toReceivedCalls } from "./received-calls.js";
import { expectOrder, expectRequests } from "./request-expectation.js";
import { parseMatch } from "./script/parse-script.js";

/** Checks of the recorded requests. Both throw a `TypeError` if an argument is invalid. */
export interface Expectations {
  assertRequests(match: unknown, count?: unknown): void;
  assertRequestOrder(matches: readonly unknown[]): void;
}

/** Creates checks of the requests in a journal. */
export function createExpectations(journal: Journal, operations: Operations): Expectations {
  const receivedCalls = () => toReceivedCalls(journal.requests(), operations);
  return {
    assertRequests: (match, count) => {
      requireCount(count);
      expectRequests(receivedCalls(), parseMatch(match), count);
    },
    assertRequestOrder: (matches) =>
      expectOrder(
        receivedCalls(),
        matches.map((match, i) => parseMatch(match, `matches[${i}]`)),
      ),
  };
}

function requireCount(count: unknown): asserts count is number | undefined {
  if (count !== undefined && !(Number.isSafeInteger(count) && Number(count) >= 0)) {
    throw new TypeError(`count: ${String(count)} is not a number of requests`);
  }
}
