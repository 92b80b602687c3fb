/** Hosts a fixture in a process of its own, and says on demand how large its heap is. Needs `--expose-gc`. */
import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";

/** What the host says when it is told to measure. */
export interface Measured {
  readonly heapBytes: number;
  readonly journalled: number;
  readonly violations: number;
}

const gitlab = await startMockGitLab();
process.on("message", () => {
  const measured: Measured = {
    journalled: gitlab.requests().length,
    violations: gitlab.violations().length,
    heapBytes: heapAfterCollection(),
  };
  process.send?.(measured);
});
process.send?.(gitlab.url);

function heapAfterCollection(): number {
  if (globalThis.gc === undefined) throw new Error("start Node with --expose-gc");
  // What the first collection frees may keep more alive until the second.
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
