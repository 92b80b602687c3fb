import assert from "node:assert/strict";
import { Child } from "../child.ts";
import type { Comparison, Round } from "../comparison.ts";
import { progress } from "../progress.ts";
import type { TableName } from "../tables.ts";
import { baseline, type Challenger, type ContenderName, challengers } from "./contender.ts";
import { DriverProcess, hasPythonGitlab } from "./driver-process.ts";
import { type Job, rotate } from "./jobs.ts";
import type { ServerReport } from "./server.ts";
import { seed } from "./world.ts";

/** What one contender's calls took in a round. */
interface Measured {
  readonly job: string;
  readonly contender: ContenderName;
  readonly cpu: number;
  readonly wall: number;
  /** Per call. */
  readonly requests: number;
  readonly heap: number | undefined;
}

/** What is measured, and in how many rounds. */
export interface Options {
  readonly latencyMs: 0 | 20;
  readonly jobs: readonly Job[];
  readonly rounds: number;
  /** Whether each job is done once before it is measured, because what runs for the first time is compiled. */
  readonly warmUp: boolean;
  /** Contenders that are left out. */
  readonly without?: readonly Challenger[];
}

/** Compares the clients against a minimal server. Each contender is a process of its own, which is started anew for each round. */
export async function compareClients({
  latencyMs,
  jobs,
  rounds,
  warmUp,
  without = [],
}: Options): Promise<Comparison[]> {
  using server = new Child(new URL("./server.ts", import.meta.url), [String(latencyMs)]);
  const origin = await server.next<string>();
  const missing: ContenderName[] = hasPythonGitlab() ? [...without] : [...without, "python-gitlab"];
  if (!hasPythonGitlab()) progress("python-gitlab is not measured: install python3-gitlab");
  const everyone: ContenderName[] = [baseline, ...challengers];
  const names = everyone.filter((name) => !missing.includes(name));
  const measured: Measured[][] = [];
  for (let round = 1; round <= rounds; round++) {
    progress(`clients, ${latencyMs} ms: round ${round} of ${rounds}`);
    measured.push(await measureRound(server, origin, rotate(names, round), jobs, warmUp));
  }
  const afterLast = measured.map((round) => round.filter(({ job }) => job === jobs.at(-1)?.name));
  const suffix = latencyMs === 0 ? "" : "-latency";
  return [
    ...toComparisons(measured, `cpu${suffix}`, "µs", ({ cpu }) => cpu),
    ...toComparisons(measured, `wall${suffix}`, "µs", ({ wall }) => wall),
    ...(latencyMs === 0
      ? [
          ...toComparisons(measured.slice(-1), "requests", "requests", ({ requests }) => requests),
          ...toComparisons(afterLast, "heap", "MiB", ({ heap }) => heap),
        ]
      : []),
  ];
}

async function measureRound(
  server: Child,
  origin: string,
  names: readonly ContenderName[],
  jobs: readonly Job[],
  warmUp: boolean,
): Promise<Measured[]> {
  const drivers = names.map((name) => new DriverProcess(name, origin));
  try {
    for (const job of warmUp ? jobs : []) {
      for (const driver of drivers) await measureJob(server, driver, job);
    }
    const measured: Measured[] = [];
    for (const job of jobs) {
      for (const driver of drivers) measured.push(await measureJob(server, driver, job));
    }
    return measured;
  } finally {
    for (const driver of drivers) driver[Symbol.dispose]();
  }
}

/** @throws {Error} When the job did not do what it should. */
async function measureJob(server: Child, driver: DriverProcess, job: Job): Promise<Measured> {
  const { order, name, result } = job;
  const { cpu, wall, heap, ...reply } = await driver.run(order);
  server.send("report");
  const { requests, open, allowlists } = await server.next<ServerReport>();
  assert.deepEqual(reply.result, result, `${driver.name}: ${name}`);
  assert.deepEqual(open, [], `${driver.name}: ${name}: open projects`);
  const expected = new Map(seed);
  for (const { project, projects } of order.states ?? []) expected.set(project, [project, ...projects]);
  for (const [project, ids] of expected) {
    assert.deepEqual(sort(allowlists[project]), sort(ids), `${driver.name}: ${name}: project ${project}`);
  }
  return { job: name, contender: driver.name, cpu, wall, heap, requests: requests / order.calls };
}

function sort(ids: readonly number[] = []): number[] {
  return ids.toSorted((a, b) => a - b);
}

function toComparisons(
  measured: readonly (readonly Measured[])[],
  table: TableName,
  unit: Comparison["unit"],
  value: (measured: Measured) => number | undefined,
): Comparison[] {
  const names = [...new Set(measured.flat().map(({ job }) => job))];
  return names.flatMap((name) =>
    challengers.flatMap((contender) => {
      const rounds = measured.flatMap((round): Round[] => {
        const of = (who: ContenderName): number | undefined => {
          const found = round.find((one) => one.job === name && one.contender === who);
          return found && value(found);
        };
        const [own, beside] = [of(contender), of(baseline)];
        return own === undefined || beside === undefined ? [] : [{ contender: own, baseline: beside }];
      });
      return rounds.length === 0 ? [] : [{ table, name, contender, baseline, unit, rounds }];
    }),
  );
}
