import type { Coverage, CoverageEntry } from "./coverage.js";

/**
 * Formats coverage as text: totals, and for each operation the statuses and examples that were seen and those that were not.
 *
 * @example
 * ```ts
 * import { formatCoverage, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
 *
 * await using gitlab = await startMockGitLab();
 * console.log(formatCoverage(gitlab.coverage()));
 * // Contract coverage: 0 of 11 operations, 0 of 106 statuses, 0 of 201 examples
 * ```
 */
export function formatCoverage(coverage: Coverage): string {
  const ids = [...new Set(coverage.map(({ operation }) => operation))];
  const operations = ids.map((operation) => {
    const entries = coverage.filter((entry) => entry.operation === operation);
    return { operation, entries, isSeen: entries.some(isSeen) };
  });
  const seen = operations.filter((operation) => operation.isSeen);
  const unseen = operations.filter((operation) => !operation.isSeen);
  return [
    `Contract coverage: ${seen.length} of ${operations.length} operations, ${countSeen(coverage.filter(isStatus))} statuses, ${countSeen(coverage.filter((entry) => !isStatus(entry)))} examples`,
    ...seen.flatMap(({ operation, entries }) => formatOperation(operation, entries)),
    ...(unseen.length > 0 ? [`  never called: ${unseen.map(({ operation }) => operation).join(", ")}`] : []),
  ].join("\n");
}

function formatOperation(operation: string, entries: Coverage): string[] {
  const statuses = entries.filter(isStatus).map((entry) => {
    const examples = entries.filter(
      ({ status, example }) => status === entry.status && example !== undefined,
    );
    return { entry, examples };
  });
  const documented = statuses.filter(({ entry }) => entry.isDocumented);
  const listed = documented
    .filter(({ entry }) => isSeen(entry))
    .map(({ entry, examples }) => formatStatus(entry, examples.filter(isSeen)));
  const never = documented
    .filter(({ entry, examples }) => !(isSeen(entry) && examples.every(isSeen)))
    .map(({ entry, examples }) =>
      formatStatus(entry, isSeen(entry) ? examples.filter((example) => !isSeen(example)) : []),
    );
  const undocumented = statuses
    .filter(({ entry }) => !entry.isDocumented)
    .map(({ entry }) => String(entry.status));
  return [
    `  ${operation}: ${listed.join(", ") || "no documented status"}`,
    ...(never.length > 0 ? [`    never: ${never.join(", ")}`] : []),
    ...(undocumented.length > 0 ? [`    not in the document: ${undocumented.join(", ")}`] : []),
  ];
}

/** `400 (missing, duplicate)`. */
function formatStatus({ status }: CoverageEntry, examples: Coverage): string {
  const names = examples.map(({ example }) => example);
  return names.length > 0 ? `${status} (${names.join(", ")})` : String(status);
}

function countSeen(entries: Coverage): string {
  const documented = entries.filter(({ isDocumented }) => isDocumented);
  return `${documented.filter(isSeen).length} of ${documented.length}`;
}

function isSeen({ responses }: CoverageEntry): boolean {
  return responses > 0;
}

function isStatus({ example }: CoverageEntry): boolean {
  return example === undefined;
}
