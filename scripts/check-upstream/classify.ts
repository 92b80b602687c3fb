import type { Comparison } from "./compare.ts";
import type { Deviation } from "./deviations.ts";

/** The comparisons of two documents, sorted by whether the records agree. */
export interface Classification {
  /** How many facts are equal in both documents. */
  readonly equal: number;
  /** How many differences are recorded. */
  readonly recorded: number;
  /** The differences that are not recorded, or that are recorded with other values. */
  readonly unrecorded: readonly (Comparison & { readonly record: Deviation | undefined })[];
  /** The records of places where the documents are equal. */
  readonly stale: readonly (Comparison & { readonly record: Deviation })[];
  /** The recorded places that could not be compared, since one document lacks the part that they are in. */
  readonly hidden: readonly string[];
}

/** Looks for a record of each difference, and for a difference of each record. */
export function classify(
  comparisons: readonly Comparison[],
  deviations: ReadonlyMap<string, Deviation>,
): Classification {
  const compared = new Map(comparisons.map((comparison) => [comparison.at, comparison]));
  const withRecord = comparisons.map((comparison) => ({
    ...comparison,
    record: deviations.get(comparison.at),
  }));
  const differences = withRecord.filter(
    ({ ours, theirs, record }) =>
      ours !== theirs && !(record && record.ours === ours && record.theirs === theirs),
  );
  const places = new Set(differences.map(({ at }) => at));
  // A difference of a whole part is reported instead of what is in it.
  const unrecorded = differences.filter(({ at }) => !partsAbove(at).some((place) => places.has(place)));
  const stale = withRecord.flatMap(({ record, ...comparison }) =>
    record && comparison.ours === comparison.theirs ? [{ ...comparison, record }] : [],
  );

  const hidden: string[] = [];
  for (const [at, record] of deviations) {
    if (compared.has(at)) continue;
    const part = partsAbove(at)
      .map((place) => compared.get(place))
      .find((comparison) => comparison && [comparison.ours, comparison.theirs].includes("absent"));
    if (part === undefined) stale.push({ at, ours: "absent", theirs: "absent", record });
    else if (!places.has(part.at)) hidden.push(at);
  }
  const equal = comparisons.filter(({ ours, theirs }) => ours === theirs).length;
  return { equal, recorded: comparisons.length - equal - differences.length, unrecorded, stale, hidden };
}

/** The places that a place is below. Whether an operation accepts a security scheme is below the scheme. */
function partsAbove(at: string): string[] {
  const segments = at.split("/");
  const [, , member, schemes = ""] = segments;
  return [
    ...segments.map((_, index) => segments.slice(0, index).join("/")),
    ...(member === "security" ? schemes.split(" and ").map((scheme) => `/securitySchemes/${scheme}`) : []),
  ];
}
