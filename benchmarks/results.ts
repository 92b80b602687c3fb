import type { Comparison } from "./comparison.ts";
import { growthFailure, type Memory } from "./memory.ts";
import type { ClientComparisons } from "./sdk/comparisons.ts";
import type { ClientMemory } from "./sdk/memory.ts";

/** What was measured; without the part that `--only` leaves out. */
export interface Results {
  readonly fixture?: { readonly comparisons: readonly Comparison[]; readonly memory: Memory };
  readonly sdk?: ClientComparisons & ClientMemory;
}

/** The reasons to fail the run: growth and listeners, never a ratio. */
export function failures({ fixture, sdk }: Results): string[] {
  const reasons = [
    fixture && growthFailure(fixture.memory),
    sdk && growthFailure(sdk.memory),
    sdk && listenerFailure(sdk.listeners.beforeCollection),
  ];
  return reasons.filter((reason) => typeof reason === "string");
}

function listenerFailure(count: number): string | undefined {
  return count === 0 ? undefined : `calls of the facade: ${count} listeners are left on the signal`;
}
