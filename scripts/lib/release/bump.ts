/** What a change means for users of a package, from the lowest impact to the highest. */
export const impacts = ["docs", "addition", "breaking"] as const;
export type Impact = (typeof impacts)[number];

/** The version bumps of a release, from the smallest to the largest. */
const bumps = ["none", "patch", "minor", "major"] as const;
export type Bump = (typeof bumps)[number];

/** Whether a bump is as large as another, or larger. */
export function isAtLeast(bump: Bump, other: Bump): boolean {
  return bumps.indexOf(bump) >= bumps.indexOf(other);
}

/** The largest of several bumps; `none` for an empty list. */
export function largestBump(candidates: readonly Bump[]): Bump {
  return bumps.findLast((bump) => candidates.includes(bump)) ?? "none";
}

/** Whether a version is 0.x, where a breaking change is a minor release. */
export function isInitialDevelopment(version: string): boolean {
  return version.startsWith("0.");
}

/** The bump of `version` that a change of this impact requires. */
export function requiredBump(impact: Impact | undefined, version: string): Bump {
  if (impact === undefined) return "none";
  if (impact === "breaking") return isInitialDevelopment(version) ? "minor" : "major";
  return impact === "addition" ? "minor" : "patch";
}

/** The bump from one version to a later one; `none` if the second is not later. */
export function bumpBetween(from: string, to: string): Bump {
  const [fromParts, toParts] = [parseVersion(from), parseVersion(to)];
  const index = toParts.findIndex((part, position) => part !== fromParts[position]);
  if (index < 0 || (toParts[index] ?? 0) < (fromParts[index] ?? 0)) return "none";
  return (["major", "minor", "patch"] as const)[index] ?? "none";
}

function parseVersion(version: string): number[] {
  return version.split(/[.+-]/).slice(0, 3).map(Number);
}
