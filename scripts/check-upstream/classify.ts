import { posix } from "node:path";
import type { Comparison } from "./compare.ts";
import type { Deviation } from "./deviations.ts";

/** The comparisons of two documents, sorted by whether a difference is recorded. */
export interface Classification {
  /** How many facts are equal in both documents. */
  readonly equal: number;
  /** How many differences are recorded. */
  readonly recorded: number;
  /** The differences that are not recorded. */
  readonly unrecorded: readonly Comparison[];
  /** The records that match no difference, or that also match places where the documents are equal. */
  readonly stale: readonly StaleRecord[];
}

/** A record that is no longer true. */
export interface StaleRecord {
  readonly deviation: Deviation;
  /** A place that the record matches and where the documents are equal; `undefined` if it matches no difference at all. */
  readonly at?: string;
}

/** Looks for a record of each difference. */
export function classify(
  comparisons: readonly Comparison[],
  deviations: readonly Deviation[],
): Classification {
  const used = new Set<Deviation>();
  const unrecorded: Comparison[] = [];
  const resolved: { deviation: Deviation; at: string }[] = [];
  let equal = 0;

  for (const comparison of comparisons) {
    const { at, ours, theirs } = comparison;
    const matching = deviations.filter(
      (deviation) => deviation.ours === ours && posix.matchesGlob(at, deviation.at),
    );
    if (ours === theirs) {
      equal += 1;
      resolved.push(...matching.map((deviation) => ({ deviation, at })));
      continue;
    }
    const records = matching.filter((deviation) => deviation.theirs === theirs);
    for (const record of records) used.add(record);
    if (records.length === 0) unrecorded.push(comparison);
  }

  return {
    equal,
    recorded: comparisons.length - equal - unrecorded.length,
    unrecorded,
    stale: [
      ...deviations.filter((deviation) => !used.has(deviation)).map((deviation) => ({ deviation })),
      ...resolved.filter(({ deviation }) => used.has(deviation)),
    ],
  };
}
