import type { Entry, EntryKind } from "../plan.js";

/** What happens to one of the lists. */
export interface ListChanges {
  readonly kind: EntryKind;
  readonly unchanged: readonly Entry[];
  readonly added: readonly Entry[];
  readonly removed: readonly Entry[];
  /** How many of the entries that are named were named before. */
  readonly duplicates: readonly Entry[];
}
