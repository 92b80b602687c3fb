import type { Facts } from "./facts.ts";

/** The value of one fact in both documents; `absent` where a document does not mention it. */
export interface Comparison {
  /** The place in the document, as a JSON pointer. */
  readonly at: string;
  readonly ours: string;
  readonly theirs: string;
}

/** Compares the facts of two documents. Nothing is compared below a place that only one of them mentions. */
export function compareFacts(ours: Facts, theirs: Facts): Comparison[] {
  const oneSided: string[] = [];
  const comparisons: Comparison[] = [];
  // In this order, each place comes before the places below it.
  for (const at of [...new Set([...ours.keys(), ...theirs.keys()])].sort()) {
    if (oneSided.some((place) => at.startsWith(`${place}/`))) continue;
    const comparison = { at, ours: ours.get(at) ?? "absent", theirs: theirs.get(at) ?? "absent" };
    if (comparison.ours === "absent" || comparison.theirs === "absent") oneSided.push(at);
    comparisons.push(comparison);
  }
  return comparisons;
}
