/** What one round measured: the contender, and the baseline beside it. */
export interface Round {
  readonly contender: number;
  readonly baseline: number;
}

/** One thing measured side by side, in several rounds. */
export interface Comparison {
  readonly name: string;
  readonly contender: string;
  readonly baseline: string;
  readonly unit: string;
  /** Which ratios are better for the contender: those above 1, or those below. */
  readonly better: "more" | "less";
  readonly rounds: readonly Round[];
}

/** The minimum, the median and the maximum of some numbers. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** The ratios of contender to baseline, each of one round: what slows the machine down slows both. */
export function ratios(rounds: readonly Round[]): Spread {
  return spread(rounds.map(({ contender, baseline }) => contender / baseline));
}

/** @throws {Error} When there are no numbers. */
export function spread(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b);
  const min = sorted[0];
  const max = sorted.at(-1);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (min === undefined || max === undefined || upper === undefined || lower === undefined) {
    throw new Error("nothing was measured");
  }
  return { min, median: (lower + upper) / 2, max };
}
