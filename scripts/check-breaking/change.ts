/** What a change means to those who use the packages made from the document, from the lightest to the heaviest. */
export const weights = ["prose", "addition", "breaking"] as const;
export type Weight = (typeof weights)[number];

/** One difference between two documents. */
export interface Change {
  weight: Weight;
  /** Where: an operation and what it holds, or a named component, such as `schemas/Project.name`. */
  place: string;
  text: string;
}

/** The heaviest weight among changes; `undefined` when there is no change. */
export function heaviest(changes: readonly Change[]): Weight | undefined {
  return weights.findLast((weight) => changes.some((change) => change.weight === weight));
}
