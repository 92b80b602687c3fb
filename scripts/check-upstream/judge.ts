import { posix } from "node:path";
import type { Comparison } from "./compare.ts";
import type { Deviation } from "./deviations.ts";

/** What a comparison came to, in the light of the differences that are meant. */
export interface Verdict {
  /** How many places say the same in both documents. */
  readonly agreed: number;
  /** How many differ as recorded. */
  readonly recorded: number;
  /** Those that differ, and are not recorded so. */
  readonly unrecorded: readonly Comparison[];
  /** Records of what does not differ, or no longer everywhere that they say. */
  readonly stale: readonly Stale[];
}

/** A record that is not true. */
export interface Stale {
  readonly deviation: Deviation;
  /** Where both documents agree by now; without it, the record matches no difference at all. */
  readonly at?: string;
}

/** Holds each comparison against the records. */
export function judge(comparisons: readonly Comparison[], deviations: readonly Deviation[]): Verdict {
  const used = new Set<Deviation>();
  const unrecorded: Comparison[] = [];
  const settled: { deviation: Deviation; at: string }[] = [];
  let agreed = 0;

  for (const comparison of comparisons) {
    const { at, ours, theirs } = comparison;
    const covering = deviations.filter(
      (deviation) => deviation.truth === ours && posix.matchesGlob(at, deviation.at),
    );
    if (ours === theirs) {
      agreed += 1;
      settled.push(...covering.map((deviation) => ({ deviation, at })));
      continue;
    }
    const records = covering.filter((deviation) => deviation.theirs === theirs);
    for (const record of records) used.add(record);
    if (records.length === 0) unrecorded.push(comparison);
  }

  return {
    agreed,
    recorded: comparisons.length - agreed - unrecorded.length,
    unrecorded,
    stale: [
      ...deviations.filter((deviation) => !used.has(deviation)).map((deviation) => ({ deviation })),
      ...settled.filter(({ deviation }) => used.has(deviation)),
    ],
  };
}
