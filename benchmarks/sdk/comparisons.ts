import { Child } from "../child.ts";
import type { Comparison } from "../comparison.ts";
import type { Measured } from "./comparison-client.ts";
import { baseline, challengers } from "./contender.ts";
import type { Cost } from "./cost.ts";
import { workloads } from "./workloads.ts";

/** What a call costs beside raw fetch, by workload and client. */
export interface ClientComparisons {
  readonly cpu: readonly Comparison[];
  readonly wall: readonly Comparison[];
}

/** Compares the clients against a minimal server in a process of its own. */
export async function compareClients(rounds: number): Promise<ClientComparisons> {
  using server = new Child(new URL("./server.ts", import.meta.url));
  const origin = await server.next<string>();
  using client = new Child(new URL("./comparison-client.ts", import.meta.url), [origin, String(rounds)]);
  const measured = await client.next<Measured[]>();
  return { cpu: toComparisons(measured, "cpu"), wall: toComparisons(measured, "wall") };
}

function toComparisons(measured: readonly Measured[], kind: keyof Cost): Comparison[] {
  return workloads.flatMap(({ name }) => {
    const ofWorkload = measured.filter(({ workload }) => workload === name);
    return challengers.map((contender) => ({
      name,
      contender,
      baseline,
      unit: "µs",
      better: "less" as const,
      rounds: ofWorkload.map(({ costs }) => ({
        contender: costs[contender][kind],
        baseline: costs[baseline][kind],
      })),
    }));
  });
}
