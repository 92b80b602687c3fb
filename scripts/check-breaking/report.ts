import { type Bump, isInitial } from "./bump.ts";
import { type Change, heaviest, weights } from "./change.ts";

/** The changes, heaviest first, and what they need; one line each. */
export function report(changes: readonly Change[], needed: Bump, version: string): string {
  const lines = weights
    .toReversed()
    .flatMap((weight) => changes.filter((change) => change.weight === weight))
    .map(({ weight, place, text }) => `  ${weight.padEnd(8)}  ${place}: ${text}`);
  return [...lines, verdict(changes, needed, version)].join("\n");
}

function verdict(changes: readonly Change[], needed: Bump, version: string): string {
  if (needed === "none") return "Nothing changed: no changeset is needed.";
  const need = `This needs a ${needed} changeset of the packages made from the document.`;
  const isEased = heaviest(changes) === "breaking" && isInitial(version);
  return isEased ? `${need} (It is breaking; while the version is ${version}, minor is enough.)` : need;
}
