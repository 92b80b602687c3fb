/**
 * Calls the facade 100,000 times with one signal that is never aborted, and sends the parent the size of the heap on the way
 * and the number of listeners on the signal. Needs `--expose-gc`.
 */
import { getEventListeners } from "node:events";
import { heapAfterCollection } from "../heap.ts";
import { checkpoints } from "../memory.ts";
import { progress } from "../progress.ts";
import { facade } from "./contenders/facade.ts";

/** What is left after the calls. */
export interface Left {
  /** In bytes, at the two checkpoints. */
  readonly heaps: { readonly early: number; readonly late: number };
  /** On the signal, after the last call and before the garbage is collected. */
  readonly listeners: number;
}

const [origin = ""] = process.argv.slice(2);
const { signal } = new AbortController();
const gitlab = facade(origin, signal);
const calls: ((count: number) => Promise<unknown>)[] = [
  () => gitlab.read(),
  (count) => gitlab.save(count % 8 === 1),
  () => gitlab.add(42),
  () => gitlab.remove(42),
];
let count = 0;

await callUpTo(checkpoints.early);
const early = heapAfterCollection();
await callUpTo(checkpoints.late);
const listeners = getEventListeners(signal, "abort").length;
const left: Left = { heaps: { early, late: heapAfterCollection() }, listeners };
process.send?.(left);

async function callUpTo(total: number): Promise<void> {
  progress(`sdk memory: up to ${total} calls`);
  for (; count < total; count++) await calls[count % calls.length]?.(count);
}
