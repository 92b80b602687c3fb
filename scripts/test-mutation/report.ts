import type { MutationRecord } from "./record.ts";
import type { Target } from "./targets.ts";

export interface TargetReport {
  readonly line: string;
  readonly passed: boolean;
}

/** Describes how many mutants of a target were noticed, according to the record. */
export function reportTarget(
  target: Target,
  sources: readonly string[],
  record: MutationRecord,
): TargetReport {
  const results = sources.flatMap((source) => record[source] ?? []);
  const noticed = sum(results.map((result) => result.noticed));
  const survived = sum(results.map((result) => result.survived.length));
  const equivalent = sum(results.map((result) => result.equivalent));
  const skipped = sum(results.map((result) => result.skipped));
  const score = (100 * noticed) / (noticed + survived);
  const missing = sources.length - results.length;
  const passed = missing === 0 && score >= target.minimum;
  const parts = [
    `${target.folder}: ${Number.isNaN(score) ? "no mutants" : `${score.toFixed(1)}%`} (minimum ${target.minimum}%)`,
    `${noticed} noticed`,
    `${survived} survived`,
    `${equivalent} equivalent`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(missing > 0 ? [`${missing} of ${sources.length} files without a result`] : []),
    ...(target.except ? [describeExcept(target.except)] : []),
  ];
  return { line: parts.join(", "), passed };
}

function describeExcept({ paths, reason }: NonNullable<Target["except"]>): string {
  const [first, ...others] = paths;
  return `without ${others.length === 0 ? first : `${first} and ${others.length} others`} (${reason})`;
}

/** Lists the mutants of a source that survived, one in a line. */
export function listSurvivors(source: string, record: MutationRecord): string[] {
  return (record[source]?.survived ?? []).map((mutant) => `${source}:${mutant}`);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
