import type { Weight } from "./change.ts";

/** How far a release moves a version, from the smallest step to the largest. */
export const bumps = ["none", "patch", "minor", "major"] as const;
export type Bump = (typeof bumps)[number];

/** Whether one bump is at least as large as another. */
export function covers(bump: Bump, needed: Bump): boolean {
  return bumps.indexOf(bump) >= bumps.indexOf(needed);
}

/** The largest of some bumps. */
export function largest(some: readonly Bump[]): Bump {
  return bumps.findLast((bump) => some.includes(bump)) ?? "none";
}

/** Whether a version is 0.x, in which a breaking change is a minor release. */
export function isInitial(version: string): boolean {
  return version.startsWith("0.");
}

/** The bump that a change of this weight needs after `version`. */
export function bumpFor(weight: Weight | undefined, version: string): Bump {
  if (weight === undefined) return "none";
  if (weight === "breaking") return isInitial(version) ? "minor" : "major";
  return weight === "addition" ? "minor" : "patch";
}

/** The bump from one version to a later one; `none` when it is not later. */
export function bumpBetween(from: string, to: string): Bump {
  const [old, now] = [numbersOf(from), numbersOf(to)];
  const index = now.findIndex((number, place) => number !== old[place]);
  if (index < 0 || (now[index] ?? 0) < (old[index] ?? 0)) return "none";
  return (["major", "minor", "patch"] as const)[index] ?? "none";
}

function numbersOf(version: string): number[] {
  return version.split(/[.+-]/).slice(0, 3).map(Number);
}
