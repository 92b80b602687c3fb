import { isDeepStrictEqual } from "node:util";
import { type Node, toNode } from "../lib/node.ts";
import type { Change } from "./change.ts";
import type { Comparison } from "./comparison.ts";
import { compareContents } from "./contents.ts";
import { compareKeywords } from "./keywords.ts";
import { compareMembers } from "./members.ts";
import { compareParameters } from "./parameters.ts";

/** Lists the changes between the responses of an operation, by status. */
export function* compareResponses(
  comparison: Comparison,
  operation: string,
  before: unknown,
  after: unknown,
): Generator<Change> {
  yield* compareMembers<Change>(toNode(before), toNode(after), {
    *removed(status) {
      yield { impact: "breaking", place: operation, text: `status ${status} was removed` };
    },
    *added(status) {
      yield { impact: "addition", place: operation, text: `status ${status} was added` };
    },
    *kept(status, previous, current) {
      if (isDeepStrictEqual(previous, current)) return;
      const place = comparison.begin(`${operation} ${status}`, previous, current);
      if (place === undefined) return;
      const [before, after] = [toNode(previous), toNode(current)];
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
