import { isDeepStrictEqual } from "node:util";
import { type Node, toNode } from "../lib/node.ts";
import type { Change } from "./change.ts";
import type { Comparison } from "./comparison.ts";
import { compareContents } from "./contents.ts";
import { compareKeywords } from "./keywords.ts";
import { compareMembers } from "./members.ts";
import { compareParameters } from "./parameters.ts";

/** The changes between the responses of an operation, by their status. */
export function* compareResponses(
  comparison: Comparison,
  operation: string,
  before: unknown,
  after: unknown,
): Generator<Change> {
  yield* compareMembers<Change>(toNode(before), toNode(after), {
    *removed(status) {
      yield { weight: "breaking", place: operation, text: `status ${status} is gone` };
    },
    *added(status) {
      yield { weight: "addition", place: operation, text: `status ${status} is new` };
    },
    *kept(status, old, now) {
      if (isDeepStrictEqual(old, now)) return;
      const place = comparison.enter(`${operation} ${status}`, old, now);
      if (place === undefined) return;
      const [before, after] = [toNode(old), toNode(now)];
      yield* compareParameters(comparison, place, "response", headersOf(before), headersOf(after));
      yield* compareContents(comparison, place, "response", before["content"], after["content"]);
      yield* compareKeywords(place, before, after, ["headers", "content"]);
    },
  });
}

function headersOf(response: Node): Node {
  const headers = Object.entries(toNode(response["headers"]));
  return Object.fromEntries(headers.map(([name, header]) => [`header ${name}`, header]));
}
