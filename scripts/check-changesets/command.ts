import type { Command } from "../lib/command.ts";
import { listPublicPackages } from "../lib/packages.ts";
import { readPendingReleases } from "../lib/release/pending.ts";
import { findUncovered } from "../lib/release/uncovered.ts";

/** Fails if a public package has changed since its last release, and no changeset says so. */
export const checkChangesets: Command = async (_args, context) => {
  try {
    const pending = await readPendingReleases(context.cwd);
    const packages = listPublicPackages(context.cwd);
    let count = 0;
    for (const each of packages) {
      const problem = findUncovered(each, pending, context);
      if (problem === undefined) continue;
      context.error(`check:changesets: ${each.name}: ${problem}`);
      count++;
    }
    if (count === 0)
      context.log(`check:changesets: the changes of ${packages.length} packages have changesets`);
    return count === 0 ? 0 : 1;
  } catch (reason) {
    context.error(`check:changesets: ${reason instanceof Error ? reason.message : reason}`);
    return 2;
  }
};
