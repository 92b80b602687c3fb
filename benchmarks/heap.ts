/** The size of this process's heap after garbage collection, in bytes. Needs `--expose-gc`. */
export function heapAfterCollection(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Collects all garbage. Needs `--expose-gc`. */
export function collectGarbage(): void {
  if (globalThis.gc === undefined) throw new Error("start Node with --expose-gc");
  // Finalizers of the first collection can release more for the second.
  globalThis.gc();
  globalThis.gc();
}
