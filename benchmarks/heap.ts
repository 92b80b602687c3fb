import { setTimeout as pause } from "node:timers/promises";

/** The size of this process's heap after garbage collection, in MiB. Needs `--expose-gc`. */
export async function heapMegabytes(): Promise<number> {
  // What finalizers release is garbage for the next collection.
  for (let collection = 0; collection < 3; collection++) {
    requireGc()();
    await finalizers();
  }
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

/**
 * Collects recent garbage only. A full collection would also discard compiled code and shrink the heap, and so about double
 * the cost of what runs next. Needs `--expose-gc`.
 */
export async function collectYoungGarbage(): Promise<void> {
  requireGc()({ type: "minor" });
  await finalizers();
}

/** Finalizers run in later turns of the event loop, such as those that take fetch's listeners off a signal. */
function finalizers(): Promise<void> {
  return pause(20);
}

function requireGc(): NonNullable<typeof globalThis.gc> {
  if (globalThis.gc === undefined) throw new Error("start Node with --expose-gc");
  return globalThis.gc;
}
