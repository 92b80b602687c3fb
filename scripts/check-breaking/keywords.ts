import { isDeepStrictEqual } from "node:util";
import type { Node } from "../lib/node.ts";
import type { Change } from "./change.ts";

const prose = new Set([
  "summary",
  "description",
  "title",
  "example",
  "examples",
  "tags",
  "externalDocs",
  "$comment",
]);

function isProse(keyword: string): boolean {
  return prose.has(keyword) || keyword.startsWith("x-");
}

/**
 * The changes of the keywords that mean the same wherever they stand. A keyword that is neither prose nor among `weighed`,
 * those that the caller looks at itself, counts as breaking: what cannot be judged must not pass unseen.
 */
export function* compareKeywords(
  place: string,
  before: Node,
  after: Node,
  weighed: readonly string[],
): Generator<Change> {
  for (const keyword of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (weighed.includes(keyword) || isDeepStrictEqual(before[keyword], after[keyword])) continue;
    if (isProse(keyword)) {
      yield { weight: "prose", place, text: `the ${keyword} changed` };
    } else if (keyword === "deprecated") {
      const text = after[keyword] === true ? "is deprecated now" : "is no longer deprecated";
      yield { weight: "addition", place, text };
    } else {
      yield { weight: "breaking", place, text: `\`${keyword}\` changed, which this check cannot weigh` };
    }
  }
}
