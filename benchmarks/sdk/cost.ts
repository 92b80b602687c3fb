import { collectYoungGarbage } from "../heap.ts";

/** What one call costs, in microseconds. */
export interface Cost {
  /** Of all threads of this process, in user and system mode. */
  readonly cpu: number;
  readonly wall: number;
}

/** Makes calls one after the other, and returns what they cost on average. */
export async function measureCost(calls: number, call: (index: number) => Promise<unknown>): Promise<Cost> {
  // No job pays for the garbage of the one before.
  await collectYoungGarbage();
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  for (let index = 0; index < calls; index++) await call(index);
  const wallMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { cpu: (user + system) / calls, wall: (wallMs * 1_000) / calls };
}
