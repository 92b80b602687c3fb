/** No useful chain of causes is longer. One may lead back to itself. */
const maxDepth = 10;

/**
 * The innermost reason of a failure: `connect ECONNREFUSED 127.0.0.1:80` rather than `fetch failed`. Anything can be
 * thrown, including objects whose properties throw when they are read.
 */
export function describeThrown(thrown: unknown): string {
  try {
    return innermost(thrown, 0);
  } catch {
    return "unknown reason";
  }
}

function innermost(thrown: unknown, depth: number): string {
  if (!(thrown instanceof Error)) return String(thrown);
  // A host with several addresses fails with one error for each.
  const inner = thrown instanceof AggregateError ? thrown.errors[0] : thrown.cause;
  const hasInner = inner instanceof Error && depth < maxDepth;
  return hasInner ? innermost(inner, depth + 1) : String(thrown.message || thrown.name);
}

/** The `code` that a runtime gives a failure or its cause: `"HPE_INVALID_CONSTANT"`. Undefined where there is none. */
export function codeOfThrown(thrown: unknown): string | undefined {
  try {
    const { cause = thrown }: { cause?: unknown } = Object(thrown);
    const { code }: { code?: unknown } = Object(cause);
    return typeof code === "string" ? code : undefined;
  } catch {
    // A getter or a proxy that throws: there is no code.
  }
  return undefined;
}
