/** A heap, early and late in a long run. */
export interface Memory {
  /** What was counted: `"requests to the fixture"`. */
  readonly counted: string;
  readonly early: HeapSample;
  readonly late: HeapSample;
  /** Late to early. */
  readonly growth: number;
  /** Growth above this fails the run. */
  readonly bound: number;
}

/** The size of a heap after so many requests or calls. */
export interface HeapSample {
  readonly count: number;
  readonly heapMegabytes: number;
}

/** When heaps are measured, in requests or calls. */
export const checkpoints = { early: 20_000, late: 100_000 } as const;

const bound = 1.3;

/** @param heaps Bytes in use at the two checkpoints. */
export function compareHeaps(counted: string, heaps: { early: number; late: number }): Memory {
  return {
    counted,
    early: { count: checkpoints.early, heapMegabytes: heaps.early / 1024 / 1024 },
    late: { count: checkpoints.late, heapMegabytes: heaps.late / 1024 / 1024 },
    growth: heaps.late / heaps.early,
    bound,
  };
}

/** The reason to fail the run, if there is one. */
export function growthFailure({ counted, growth, bound }: Memory): string | undefined {
  if (growth <= bound) return undefined;
  return `${counted}: the heap grew by a factor of ${growth.toFixed(2)}, the maximum is ${bound}`;
}
