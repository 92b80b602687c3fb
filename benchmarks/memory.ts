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

const bound = 1.3;

export function compareHeaps(counted: string, early: HeapSample, late: HeapSample): Memory {
  return { counted, early, late, growth: late.heapMegabytes / early.heapMegabytes, bound };
}

/** The reason to fail the run, if there is one. */
export function growthFailure({ counted, growth, bound }: Memory): string | undefined {
  if (growth <= bound) return undefined;
  return `${counted}: the heap grew by a factor of ${growth.toFixed(2)}; the maximum is ${bound}`;
}
