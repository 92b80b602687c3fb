import type { Parameters } from "fast-check";

const seed = process.env["FC_SEED"];
const path = process.env["FC_PATH"];
const runs = process.env["FAST_CHECK_RUNS"];

/** Whether a single run is repeated, so that counts over all runs mean nothing. */
export const isOneRun: boolean = path !== undefined;

/** `FC_SEED` and `FC_PATH` repeat a run that fast-check reported; `FAST_CHECK_RUNS` makes more of them. */
export function parameters<Values>(numRuns: number): Parameters<Values> {
  return {
    numRuns: runs === undefined ? numRuns : Number(runs),
    ...(seed !== undefined && { seed: Number(seed) }),
    ...(path !== undefined && { path }),
  };
}
