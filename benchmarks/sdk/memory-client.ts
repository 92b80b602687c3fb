/**
 * Calls the facade again and again with one signal that is never aborted, and sends the parent the size of the heap on the
 * way and the number of listeners on the signal. Needs `--expose-gc`.
 */
import { getEventListeners } from "node:events";
import { heapMegabytes } from "../heap.ts";
import type { HeapSample } from "../memory.ts";
import { progress } from "../progress.ts";
import { facade } from "./contenders/facade.ts";

/** What the calls leave behind. */
export interface Left {
  readonly early: HeapSample;
  readonly late: HeapSample;
  readonly listeners: Listeners;
}

/** How many listeners are on the signal after the last call. */
export interface Listeners {
  /** Includes those of `fetch` itself, which are removed when its requests are collected. */
  readonly beforeCollection: number;
  readonly afterCollection: number;
}

const [origin = "", early, late] = process.argv.slice(2);
const { signal } = new AbortController();
const gitlab = facade(origin, signal).create(1);
const calls: ((count: number) => Promise<unknown>)[] = [
  () => gitlab.read(),
  // Every other time another value.
  (count) => gitlab.save(count % 8 === 1),
  () => gitlab.add(1_042),
  () => gitlab.remove(1_042),
];
let count = 0;

await callUpTo(Number(early));
const first: HeapSample = { count, heapMegabytes: await heapMegabytes() };
await callUpTo(Number(late));
const beforeCollection = countListeners();
const last: HeapSample = { count, heapMegabytes: await heapMegabytes() };
const left: Left = {
  early: first,
  late: last,
  listeners: { beforeCollection, afterCollection: countListeners() },
};
process.send?.(left);

async function callUpTo(total: number): Promise<void> {
  progress(`sdk memory: up to ${total} calls`);
  for (; count < total; count++) await calls[count % calls.length]?.(count);
}

function countListeners(): number {
  return getEventListeners(signal, "abort").length;
}
