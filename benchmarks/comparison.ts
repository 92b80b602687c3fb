/** What was measured of the fixture and of Prism in one round. */
export interface Round {
  readonly fixture: number;
  readonly prism: number;
}

/** One thing measured side by side, in several rounds. */
export interface Comparison {
  readonly name: string;
  readonly unit: string;
  /** Which way is better for the fixture: a ratio above 1, or one below. */
  readonly better: "more" | "less";
  readonly rounds: readonly Round[];
}

/** The smallest, the middle and the largest of some numbers. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** The spread of the ratios fixture to Prism, each of one round: what slows the machine down slows both. */
export function ratios(rounds: readonly Round[]): Spread {
  return spread(rounds.map(({ fixture, prism }) => fixture / prism));
}

/** @throws {Error} When there is no number. */
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
