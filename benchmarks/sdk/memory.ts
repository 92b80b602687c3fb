import { Child } from "../child.ts";
import { compareHeaps, type Memory } from "../memory.ts";
import type { Left, Listeners } from "./memory-client.ts";

/** The memory of a process that calls the facade, and the listeners on the signal of all its calls. */
export interface ClientMemory {
  readonly memory: Memory;
  readonly listeners: Listeners;
}

/**
 * Calls the facade with one signal, and measures what the calls leave behind.
 *
 * @param counts After how many calls the heap is measured.
 */
export async function measureClientMemory(counts: { early: number; late: number }): Promise<ClientMemory> {
  using server = new Child(new URL("./server.ts", import.meta.url));
  const args = [await server.next<string>(), String(counts.early), String(counts.late)];
  using client = new Child(new URL("./memory-client.ts", import.meta.url), args);
  const { early, late, listeners } = await client.next<Left>();
  return { memory: compareHeaps("calls of the facade", early, late), listeners };
}
