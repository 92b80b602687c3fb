import { type Impact, impacts } from "../lib/release/bump.ts";

/** One difference between two documents. */
export interface Change {
  readonly impact: Impact;
  /** An operation or a part of it, or a named component such as `schemas/Project.name`. */
  readonly place: string;
  readonly text: string;
  /** Of a breaking change: what it breaks, such as `compilation`, and how to undo it, such as `restore it`. */
  readonly breaks?: string;
  readonly remedy?: string;
}

/** A change that breaks users. */
export function breaking(place: string, text: string, breaks: string, remedy: string): Change {
  return { impact: "breaking", place, text, breaks, remedy };
}

/** Something new that users may ignore. */
export function addition(place: string, text: string): Change {
  return { impact: "addition", place, text };
}

/** A change of what users read, but not of what they run. */
export function docs(place: string, text: string): Change {
  return { impact: "docs", place, text };
}

/** The highest impact among changes; `undefined` when there is no change. */
export function highestImpact(changes: readonly Change[]): Impact | undefined {
  return impacts.findLast((impact) => changes.some((change) => change.impact === impact));
}
