/** What a change means for users of the packages generated from the document, from the lowest impact to the highest. */
export const impacts = ["docs", "addition", "breaking"] as const;
export type Impact = (typeof impacts)[number];

/** One difference between two documents. */
export interface Change {
  impact: Impact;
  /** An operation or a part of it, or a named component such as `schemas/Project.name`. */
  place: string;
  text: string;
}

/** The highest impact among changes; `undefined` when there is no change. */
export function highestImpact(changes: readonly Change[]): Impact | undefined {
  return impacts.findLast((impact) => changes.some((change) => change.impact === impact));
}
