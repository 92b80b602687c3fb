/** No chain of causes that says anything is longer. One may lead back to itself. */
const longestChain = 10;

/** The innermost reason of a failure: `connect ECONNREFUSED 127.0.0.1:80` rather than `fetch failed`. */
export function rootMessage(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return String(error);
  // A host with several addresses fails with one error for each.
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  const hasInner = inner instanceof Error && depth < longestChain;
  return hasInner ? rootMessage(inner, depth + 1) : error.message || error.name;
}
