import * as fc from "fast-check";

/**
 * Runs before each test file, so that every property accepts the same variables, and its failure tells how to repeat it:
 *
 * - `FC_SEED` is the seed of all properties. It is random by default.
 * - `FC_NUM_RUNS` is the number of runs of each property, instead of its own.
 */
const seed = readInteger("FC_SEED");
const runs = readInteger("FC_NUM_RUNS");

fc.configureGlobal({ ...(seed !== undefined && { seed }), numRuns: numRuns(100), reporter });

/** The number of runs of a property: its usual number, or `FC_NUM_RUNS`. */
export function numRuns(usual: number): number {
  return runs ?? usual;
}

function reporter<Values>(details: fc.RunDetails<Values>): void {
  if (!details.failed) return;
  const variables = `FC_SEED=${details.seed}${runs === undefined ? "" : ` FC_NUM_RUNS=${runs}`}`;
  // Without the path that fast-check prints too: the seed leads to the same counterexample.
  throw new Error(`${fc.defaultReportMessage(details)}\n\nTo repeat it, set ${variables}`, {
    cause: details.errorInstance,
  });
}

function readInteger(name: string): number | undefined {
  const text = process.env[name];
  if (text === undefined) return undefined;
  if (!/^-?\d+$/.test(text)) throw new Error(`${name}: expected an integer, not "${text}"`);
  return Number(text);
}
