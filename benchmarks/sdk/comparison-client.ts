/** Runs all contenders in this one process, in turns, and sends the parent what they cost. Needs `--expose-gc`. */
import { progress } from "../progress.ts";
import type { ContenderName } from "./contender.ts";
import { facade } from "./contenders/facade.ts";
import { gitbeaker } from "./contenders/gitbeaker.ts";
import { openapiClient } from "./contenders/openapi-client.ts";
import { rawFetch } from "./contenders/raw-fetch.ts";
import { type Cost, costPerCall } from "./cost.ts";
import { workloads } from "./workloads.ts";

/** What the calls of one workload cost in one round. */
export interface Measured {
  readonly workload: string;
  readonly costs: Readonly<Record<ContenderName, Cost>>;
}

const warmUpRounds = 3;
const [origin = "", rounds = "0"] = process.argv.slice(2);
const contenders = [rawFetch, openapiClient, facade, gitbeaker].map((create) => create(origin));

progress("sdk: warm-up");
for (let round = 1; round <= warmUpRounds; round++) await measureRound(round);
const measured: Measured[] = [];
for (let round = 1; round <= Number(rounds); round++) {
  progress(`sdk: round ${round} of ${rounds}`);
  measured.push(...(await measureRound(round)));
}
process.send?.(measured);

async function measureRound(round: number): Promise<Measured[]> {
  // Another contender begins in each round.
  const first = round % contenders.length;
  const order = [...contenders.slice(first), ...contenders.slice(0, first)];
  const measured: Measured[] = [];
  for (const workload of workloads) {
    const costs: Partial<Record<ContenderName, Cost>> = {};
    for (const contender of order) {
      await workload.check(contender);
      costs[contender.name] = await costPerCall(workload.calls, (index) => workload.run(contender, index));
    }
    measured.push({ workload: workload.name, costs: costs as Measured["costs"] });
  }
  return measured;
}
