import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import type { Summary } from "./comparison.ts";
import { growthFailure, type Memory } from "./memory.ts";

/** What was measured. */
export interface Results {
  readonly date: string;
  readonly node: string;
  readonly machine: string;
  readonly comparisons: readonly Summary[];
  readonly memory: readonly Memory[];
  /** The time to compare a list with another of the same size, in milliseconds, by their size. */
  readonly decideMs: Readonly<Record<number, number>>;
}

/** Of this process and machine. */
export function describeMachine(): Pick<Results, "date" | "node" | "machine"> {
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version.slice(1),
    machine: `${process.platform} ${process.arch}, ${availableParallelism()} processors`,
  };
}

const file = new URL("./results.json", import.meta.url);

/** The results that the tables and charts show. */
export async function readResults(): Promise<Results> {
  return JSON.parse(await readFile(file, "utf8"));
}

/** Replaces what was measured again, so that a part can be measured alone. */
export async function writeResults(measured: Results): Promise<void> {
  const before = await readResults().catch(() => undefined);
  const isMeasured = (old: Summary): boolean =>
    measured.comparisons.some(({ table, name }) => table === old.table && name === old.name);
  const isMeasuredMemory = ({ counted }: Memory): boolean =>
    measured.memory.some((memory) => memory.counted === counted);
  const results: Results = {
    ...measured,
    comparisons: [...(before?.comparisons.filter((old) => !isMeasured(old)) ?? []), ...measured.comparisons],
    memory: [...(before?.memory.filter((old) => !isMeasuredMemory(old)) ?? []), ...measured.memory],
    decideMs: { ...before?.decideMs, ...measured.decideMs },
  };
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
}

/** The reasons to fail the run: growth, never a ratio. */
export function failures({ memory }: Results): string[] {
  return memory.map(growthFailure).filter((reason) => reason !== undefined);
}
