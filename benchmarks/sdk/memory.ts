import { Child } from "../child.ts";
import { compareHeaps, type Memory } from "../memory.ts";
import type { Left } from "./memory-client.ts";

/** The memory of a process that calls the facade, and the listeners left on the signal of all its calls. */
export interface ClientMemory {
  readonly memory: Memory;
  readonly listeners: number;
}

/** Makes 100,000 calls of the facade with one signal, and measures what they leave behind. */
export async function measureClientMemory(): Promise<ClientMemory> {
  using server = new Child(new URL("./server.ts", import.meta.url));
  const origin = await server.next<string>();
  using client = new Child(new URL("./memory-client.ts", import.meta.url), [origin]);
  const { heaps, listeners } = await client.next<Left>();
  return { memory: compareHeaps("calls of the facade", heaps), listeners };
}
