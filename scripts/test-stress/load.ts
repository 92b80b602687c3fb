import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

/** Keeps every processor busy until it is ended. */
export function occupyProcessors(): { end(): Promise<void> } {
  const workers = Array.from(
    { length: availableParallelism() },
    () => new Worker("for (;;);", { eval: true }),
  );
  return {
    end: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
