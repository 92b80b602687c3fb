import { isDeepStrictEqual } from "node:util";
import type { Node } from "../lib/node.ts";
import type { Change } from "./change.ts";

const docsKeywords = new Set([
  "summary",
  "description",
  "title",
  "example",
  "examples",
  "tags",
  "externalDocs",
  "$comment",
]);

function isDocs(keyword: string): boolean {
  return docsKeywords.has(keyword) || keyword.startsWith("x-");
}

/**
 * Lists the changes of keywords that have the same meaning everywhere. An unknown keyword counts as
 * breaking, so that no change goes unnoticed.
 *
 * @param handled The keywords that the caller compares itself.
 */
export function* compareKeywords(
  place: string,
  before: Node,
  after: Node,
  handled: readonly string[],
): Generator<Change> {
  for (const keyword of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (handled.includes(keyword) || isDeepStrictEqual(before[keyword], after[keyword])) continue;
    if (isDocs(keyword)) {
      yield { impact: "docs", place, text: `the ${keyword} changed` };
    } else if (keyword === "deprecated") {
      const text = after[keyword] === true ? "is now deprecated" : "is no longer deprecated";
      yield { impact: "addition", place, text };
    } else {
      yield { impact: "breaking", place, text: `the unknown keyword \`${keyword}\` changed` };
    }
  }
}
