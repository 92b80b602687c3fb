import type { Facts } from "./facts.ts";

/** A place that at least one of two documents mentions, and what each says there. `absent` is what says nothing. */
export interface Comparison {
  readonly at: string;
  readonly ours: string;
  readonly theirs: string;
}

/** Compares what two documents say. Below a place that only one of them mentions, nothing is compared. */
export function compare(ours: Facts, theirs: Facts): Comparison[] {
  const oneSided: string[] = [];
  const comparisons: Comparison[] = [];
  // Sorted, so that a place comes before those below it.
  for (const at of [...new Set([...ours.keys(), ...theirs.keys()])].sort()) {
    if (oneSided.some((place) => at.startsWith(`${place}/`))) continue;
    const comparison = { at, ours: ours.get(at) ?? "absent", theirs: theirs.get(at) ?? "absent" };
    if (comparison.ours === "absent" || comparison.theirs === "absent") oneSided.push(at);
    comparisons.push(comparison);
  }
  return comparisons;
}
