import type { Coverage } from "../contract-coverage/coverage.js";

/** The name of the coverage in the metadata of a test, which Vitest transfers from the worker to the reporters. */
const key = "gitlabCoverage";

/** Adds the coverage of one run of a test to its metadata. A test that is retried or repeated runs more than once. */
export function addTestCoverage(meta: object, coverage: Coverage): void {
  if (coverage.length > 0) Object.assign(meta, { [key]: [...readTestCoverage(meta), ...coverage] });
}

/** Reads the coverage of a test from its metadata. */
export function readTestCoverage(meta: object): Coverage {
  return (meta as { [key]?: Coverage })[key] ?? [];
}
