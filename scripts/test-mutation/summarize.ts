import type { MutantResult } from "@stryker-mutator/api/core";
import type { FileResult } from "./record.ts";

/**
 * Counts the mutants of a source.
 *
 * @throws {Error} When a comment disables a mutant without a reason.
 */
export function summarize(file: string, mutants: readonly MutantResult[]): Omit<FileResult, "sha256"> {
  let noticed = 0;
  let equivalent = 0;
  let skipped = 0;
  const survived: string[] = [];
  for (const mutant of mutants) {
    const { line, column } = mutant.location.start;
    const place = `${line}:${column}`;
    switch (mutant.status) {
      case "Killed":
      case "Timeout":
        noticed++;
        break;
      case "Survived":
      case "NoCoverage":
        survived.push(`${place} ${mutant.mutatorName}: ${oneLine(mutant.replacement)}`);
        break;
      case "Ignored":
        if (mutant.static === true && /ignoreStatic/.test(mutant.statusReason ?? "")) {
          skipped++;
          break;
        }
        if (/^Ignored/.test(mutant.statusReason ?? "Ignored")) {
          throw new Error(`${file}:${place}: a comment disables a mutant without a reason after a colon`);
        }
        equivalent++;
        break;
      // Mutants that cannot be run: not a statement about the tests.
      default:
    }
  }
  return { noticed, equivalent, skipped, survived };
}

function oneLine(code: string): string {
  const line = code.replace(/\s+/g, " ");
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
