import { join } from "node:path";
import type { Command } from "../lib/command.ts";
import { entries } from "./entries.ts";
import { measure } from "./measure.ts";

/** Bundles what apps import, and fails if one is larger than its budget. The packages have to be built. */
export const checkSize: Command = async (_args, { cwd, log, error }) => {
  // This package has all of what is bundled among its dependencies.
  const folder = join(cwd, "scripts");
  let failures = 0;
  for (const entry of entries) {
    const size = await measure(folder, entry);
    const line = `check:size: ${entry.name}: ${size.toFixed(2)} kB of ${entry.budget} kB`;
    if (size <= entry.budget) log(line);
    else {
      failures++;
      error(`${line}: make it smaller, or raise the budget in scripts/check-size/entries.ts and say why`);
    }
  }
  return failures === 0 ? 0 : 1;
};
