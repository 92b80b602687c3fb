import leven from "leven";

/** The name that somebody may have meant: at most three letters away, or one that contains the other. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const lower = name.toLowerCase();
  const [best] = known
    .map((candidate) => ({ candidate, distance: distanceOf(lower, candidate.toLowerCase()) }))
    .sort((one, other) => one.distance - other.distance);
  return best !== undefined && best.distance <= Math.min(3, lower.length - 1) ? best.candidate : undefined;
}

function distanceOf(name: string, candidate: string): number {
  const isContained = name.length > 2 && (name.includes(candidate) || candidate.includes(name));
  return isContained ? 1 : leven(name, candidate);
}
