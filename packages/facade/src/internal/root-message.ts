/** The innermost reason of a failure: `connect ECONNREFUSED 127.0.0.1:80` rather than `fetch failed`. */
export function rootMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A host with several addresses fails with one error for each.
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner instanceof Error ? rootMessage(inner) : error.message || error.name;
}
