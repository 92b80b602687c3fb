import { type Bump, impacts, isInitialDevelopment, requiredBump } from "../lib/release/bump.ts";
import { type Change, highestImpact } from "./change.ts";

/** Lists the changes, those of the highest impact first, and the changeset that they need. */
export function formatReport(changes: readonly Change[], required: Bump, version: string): string {
  const lines = impacts
    .toReversed()
    .flatMap((impact) => changes.filter((change) => change.impact === impact))
    .map(
      (change) =>
        `  ${change.impact.padEnd(8)}  ${change.place}: ${change.text}${formatAdvice(change, version)}`,
    );
  return [...lines, formatConclusion(changes, required, version)].join("\n");
}

function formatAdvice({ impact, breaks, remedy }: Change, version: string): string {
  if (breaks === undefined) return "";
  return ` (breaks ${breaks}: ${remedy}, or add a ${requiredBump(impact, version)} changeset)`;
}

function formatConclusion(changes: readonly Change[], required: Bump, version: string): string {
  if (required === "none") return "Nothing changed: no changeset is needed.";
  const need = `These changes need a ${required} changeset of the packages generated from the document.`;
  const isBreaking = highestImpact(changes) === "breaking" && isInitialDevelopment(version);
  return isBreaking ? `${need} (A breaking change of ${version} needs a minor release only.)` : need;
}
