/** A status of an operation, or a named example of that status, and the number of responses that had it. */
export interface CoverageEntry {
  /** The `operationId`. */
  readonly operation: string;
  readonly status: number;
  /** The name of the example in the OpenAPI document; undefined for the status itself. */
  readonly example?: string;
  /** Whether the document declares it. A script can send a status that it does not declare. */
  readonly isDocumented: boolean;
  /** The number of responses with this status and, for an example, with exactly its body. */
  readonly responses: number;
}

/** What the responses to a client showed of the OpenAPI document, including what they never showed. */
export type Coverage = readonly CoverageEntry[];

/** Identifies an entry. */
export function keyOf({ operation, status, example }: Omit<CoverageEntry, "responses">): string {
  return [operation, status, ...(example === undefined ? [] : [example])].join(" ");
}

/**
 * Merges the coverage of several fixtures: adds the numbers of responses.
 *
 * @example
 * ```ts
 * import { formatCoverage, mergeCoverage, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
 *
 * await using one = await startMockGitLab();
 * await using other = await startMockGitLab({ gitlab: "18.0" });
 * console.log(formatCoverage(mergeCoverage(one.coverage(), other.coverage())));
 * ```
 */
export function mergeCoverage(...coverages: Coverage[]): Coverage {
  const merged = new Map<string, CoverageEntry>();
  for (const entry of coverages.flat()) {
    const responses = (merged.get(keyOf(entry))?.responses ?? 0) + entry.responses;
    merged.set(keyOf(entry), { ...entry, responses });
  }
  return [...merged.values()];
}

/** The entries that had responses since an earlier coverage of the same fixture, and the number of these responses. */
export function subtractCoverage(coverage: Coverage, earlier: Coverage): Coverage {
  const before = new Map(earlier.map((entry) => [keyOf(entry), entry.responses]));
  return coverage
    .map((entry) => ({ ...entry, responses: entry.responses - (before.get(keyOf(entry)) ?? 0) }))
    .filter(({ responses }) => responses > 0);
}
