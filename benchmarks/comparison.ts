import type { TableName } from "./tables.ts";

/** What one round measured: the contender, and the baseline beside it. */
export interface Round {
  readonly contender: number;
  readonly baseline: number;
}

/** One thing that is measured side by side. */
export interface Compared {
  /** The table of the report that it belongs to. */
  readonly table: TableName;
  readonly name: string;
  readonly contender: string;
  readonly baseline: string;
  readonly unit: "µs" | "ms" | "MiB" | "MB" | "requests" | "requests/s" | "packages";
}

/** What was measured, in several rounds. */
export interface Comparison extends Compared {
  readonly rounds: readonly Round[];
}

/** Where some numbers lie. Half of them are between the quartiles. */
export interface Spread {
  readonly min: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly max: number;
}

/** A comparison, as it is kept in the file of results. */
export interface Summary extends Compared {
  readonly rounds: number;
  /** Contender to baseline, each of one round: what slows the machine down slows both. */
  readonly ratio: Spread;
  /** The median of the baseline's measurements, in the unit. */
  readonly baselineMedian: number;
}

export function summarize({ rounds, ...compared }: Comparison): Summary {
  const ratio = spread(rounds.map(({ contender, baseline }) => contender / baseline));
  const baselineMedian = round(spread(rounds.map(({ baseline }) => baseline)).median);
  return { ...compared, rounds: rounds.length, ratio, baselineMedian };
}

/** @throws {Error} When there are no numbers. */
export function spread(numbers: readonly number[]): Spread {
  if (numbers.length === 0) throw new Error("nothing was measured");
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const position = share * (sorted.length - 1);
    const below = sorted[Math.floor(position)] ?? Number.NaN;
    const above = sorted[Math.ceil(position)] ?? Number.NaN;
    return round(below + (above - below) * (position % 1));
  };
  return { min: at(0), lowerQuartile: at(0.25), median: at(0.5), upperQuartile: at(0.75), max: at(1) };
}

/** To four significant digits. More would be noise. */
function round(value: number): number {
  return Number(value.toPrecision(4));
}
