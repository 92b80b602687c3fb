import type { DesiredState } from "../desired-state.js";

/** What was read from the configuration of another tool. */
export interface Imported {
  /** One for each project, in the order of the configuration. */
  readonly states: readonly DesiredState[];
  /** What could not be taken over, one sentence for each: somebody has to look at it. */
  readonly notes: readonly string[];
}
