import { measureStart as measureCommand } from "./cli/start.ts";
import { type Comparison, summarize } from "./comparison.ts";
import { measureDecide } from "./desired-state/decide.ts";
import { measurePaced } from "./desired-state/paced.ts";
import { measureInstalled } from "./fixture/installed.ts";
import { measureMemory } from "./fixture/memory.ts";
import { measureReset } from "./fixture/reset-time.ts";
import { measureStart } from "./fixture/start-time.ts";
import { measureThroughput } from "./fixture/throughput.ts";
import type { Memory } from "./memory.ts";
import { progress } from "./progress.ts";
import { describeMachine, type Results } from "./results.ts";
import { compareClients } from "./sdk/compare-clients.ts";
import { measureImport } from "./sdk/import-time.ts";
import { fleetJob, shortJobs } from "./sdk/jobs.ts";
import { measureClientMemory } from "./sdk/memory.ts";

/** What a part of the benchmarks measured. */
interface Measured {
  readonly comparisons: readonly Comparison[];
  readonly memory?: readonly Memory[];
  readonly decideMs?: Results["decideMs"];
}

const measures = { clients, fleet, "desired-state": desiredState, command, fixture };

export type Part = keyof typeof measures;

export const parts = Object.keys(measures) as Part[];

/** @param isQuick Fewer rounds, and not the jobs that take minutes. */
export async function measure(selected: readonly Part[], isQuick: boolean): Promise<Results> {
  const measured: Measured[] = [];
  for (const part of selected) measured.push(await measures[part](isQuick));
  return {
    ...describeMachine(),
    comparisons: measured.flatMap(({ comparisons }) => comparisons).map(summarize),
    memory: measured.flatMap(({ memory = [] }) => memory),
    decideMs: Object.assign({}, ...measured.map(({ decideMs = {} }) => decideMs)),
  };
}

async function clients(isQuick: boolean): Promise<Measured> {
  const comparisons = [
    ...(await compareClients({
      latencyMs: 0,
      jobs: shortJobs(false),
      rounds: isQuick ? 1 : 11,
      warmUp: true,
    })),
    ...(await compareClients({
      latencyMs: 20,
      jobs: shortJobs(true),
      rounds: isQuick ? 1 : 5,
      warmUp: !isQuick,
    })),
    ...measureImport(isQuick ? 2 : 11),
  ];
  const counts = isQuick ? { early: 5_000, late: 25_000 } : { early: 20_000, late: 100_000 };
  return { comparisons, memory: [await measureClientMemory(counts)] };
}

async function fleet(isQuick: boolean): Promise<Measured> {
  // Gitbeaker waits for a minute when it has sent 3,000 requests.
  const without = isQuick ? (["gitbeaker"] as const) : [];
  const jobs = [fleetJob];
  const comparisons = await compareClients({
    latencyMs: 0,
    jobs,
    rounds: isQuick ? 1 : 3,
    warmUp: false,
    without,
  });
  // Every request of a script waits for the one before: each takes more than a minute.
  if (!isQuick)
    comparisons.push(...(await compareClients({ latencyMs: 20, jobs, rounds: 1, warmUp: false })));
  return { comparisons };
}

async function desiredState(isQuick: boolean): Promise<Measured> {
  progress("desired-state: a fleet at the pace of a rate limit");
  const rateLimit = isQuick ? { requests: 600, perMs: 2_000 } : { requests: 3_000, perMs: 10_000 };
  const { comparison, memory } = await measurePaced(isQuick ? 400 : 2_000, rateLimit);
  const sizes = isQuick ? [200, 1_000] : [200, 1_000, 10_000, 100_000];
  const decideMs = Object.fromEntries(sizes.map((size) => [size, measureDecide(size)]));
  return { comparisons: [comparison], memory: isQuick ? [] : [memory], decideMs };
}

async function command(isQuick: boolean): Promise<Measured> {
  return { comparisons: [measureCommand(isQuick ? 2 : 25)] };
}

async function fixture(isQuick: boolean): Promise<Measured> {
  const comparisons = [
    ...(await measureInstalled()),
    await measureStart(isQuick ? 2 : 15),
    await measureReset(isQuick ? 1 : 7),
    ...(await measureThroughput(isQuick ? { rounds: 2, seconds: 1 } : { rounds: 9, seconds: 3 })),
  ];
  const counts = isQuick ? { early: 12_000, late: 40_000 } : { early: 20_000, late: 100_000 };
  return { comparisons, memory: [await measureMemory(counts)] };
}
