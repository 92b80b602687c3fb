import { readdir, readFile } from "node:fs/promises";
import type { Summary } from "./comparison.ts";
import { infoOf } from "./tables.ts";

/** With fewer rounds, a slow moment of the machine looks like a slow contender. */
const minimumRounds = 5;

/** A ratio that is worse than before. */
export interface Worsening {
  /** What a changeset has to name: `list 201, facade, cpu`. */
  readonly label: string;
  readonly before: number;
  readonly now: number;
}

/** The ratios whose median is worse than before by more than half of the rounds differ. */
export function findWorse(before: readonly Summary[], now: readonly Summary[]): Worsening[] {
  return now.flatMap((summary) => {
    const label = labelOf(summary);
    const old = before.find((other) => labelOf(other) === label);
    if (old === undefined || !isWorse(old, summary)) return [];
    return [{ label, before: old.ratio.median, now: summary.ratio.median }];
  });
}

/** Those that cannot be judged, because they were measured in too few rounds. */
export function countUnjudged(now: readonly Summary[]): number {
  return now.filter((summary) => !isJudged(summary)).length;
}

function isWorse(before: Summary, now: Summary): boolean {
  if (!isJudged(now)) return false;
  const difference = now.ratio.median - before.ratio.median;
  const allowed = Math.max(range(before), range(now));
  return (infoOf(now.table).better === "less" ? difference : -difference) > allowed;
}

function isJudged({ table, rounds }: Summary): boolean {
  return infoOf(table).tolerance !== undefined || rounds >= minimumRounds;
}

function range({ table, ratio }: Summary): number {
  const { tolerance } = infoOf(table);
  return tolerance === undefined ? ratio.upperQuartile - ratio.lowerQuartile : tolerance * ratio.median;
}

function labelOf({ name, contender, table }: Summary): string {
  return `${name}, ${contender}, ${table}`;
}

/** The texts of the changesets that have not been released. A ratio that one of them names may be worse. */
export async function readChangesets(): Promise<string> {
  const folder = new URL("../.changeset/", import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".md"));
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), "utf8")));
  return texts.join("\n");
}
