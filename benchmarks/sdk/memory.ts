import { Child } from "../child.ts";
import { compareHeaps, type Memory } from "../memory.ts";
import type { Left } from "./memory-client.ts";

/**
 * Calls the facade with one signal, and measures what the calls leave behind.
 *
 * @param counts After how many calls the heap is measured.
 * @throws {Error} When a listener is left on the signal, even before the garbage collection.
 */
export async function measureClientMemory(counts: { early: number; late: number }): Promise<Memory> {
  using server = new Child(new URL("./server.ts", import.meta.url));
  const args = [await server.next<string>(), String(counts.early), String(counts.late)];
  using client = new Child(new URL("./memory-client.ts", import.meta.url), args);
  const { early, late, listeners } = await client.next<Left>();
  if (listeners.beforeCollection > 0) {
    throw new Error(`calls of the facade: ${listeners.beforeCollection} listeners are left on the signal`);
  }
  return compareHeaps("calls of the facade", early, late);
}
