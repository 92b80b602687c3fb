import { isDeepStrictEqual } from "node:util";
import { type Node, toList } from "../lib/node.ts";
import type { Change } from "./change.ts";
import type { Comparison } from "./comparison.ts";

/** The changes between the ways to authorize an operation; its own win over those of the document. */
export function* compareSecurity(
  { before, after }: Comparison,
  place: string,
  old: Node,
  now: Node,
): Generator<Change> {
  const [ways, newWays] = [
    toList(old["security"] ?? before.root["security"]),
    toList(now["security"] ?? after.root["security"]),
  ];
  const without = (some: readonly unknown[], others: readonly unknown[]) =>
    some.filter((way) => !others.some((other) => isDeepStrictEqual(way, other)));
  for (const way of without(ways, newWays)) {
    yield { weight: "breaking", place, text: `no longer accepts ${JSON.stringify(way)}` };
  }
  for (const way of without(newWays, ways)) {
    // Without a way an operation was open to all: the first one closes it.
    const weight = ways.length === 0 ? "breaking" : "addition";
    yield { weight, place, text: `accepts ${JSON.stringify(way)}` };
  }
}
