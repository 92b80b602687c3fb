import { isDeepStrictEqual } from "node:util";
import { type Node, toList } from "../lib/node.ts";
import type { Change } from "./change.ts";
import type { Comparison } from "./comparison.ts";

/** Lists the changes between the security requirements of an operation. They override those of the document. */
export function* compareSecurity(
  { before, after }: Comparison,
  place: string,
  previous: Node,
  current: Node,
): Generator<Change> {
  const [requirements, newRequirements] = [
    toList(previous["security"] ?? before.root["security"]),
    toList(current["security"] ?? after.root["security"]),
  ];
  const difference = (some: readonly unknown[], others: readonly unknown[]) =>
    some.filter((requirement) => !others.some((other) => isDeepStrictEqual(requirement, other)));
  for (const requirement of difference(requirements, newRequirements)) {
    yield { impact: "breaking", place, text: `no longer accepts ${JSON.stringify(requirement)}` };
  }
  for (const requirement of difference(newRequirements, requirements)) {
    // An operation without requirements was open to everyone, so adding one is breaking.
    const impact = requirements.length === 0 ? "breaking" : "addition";
    yield { impact, place, text: `now accepts ${JSON.stringify(requirement)}` };
  }
}
