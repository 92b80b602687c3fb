import { resolve } from "node:path";
import type { Command } from "../lib/command.ts";
import { listPublicPackages } from "../lib/packages.ts";
import { readPendingReleases } from "../lib/release/pending.ts";
import { findUncovered } from "../lib/release/uncovered.ts";
import { findMissingFile, findRepositoryProblems } from "./problems.ts";

/**
 * Fails if a package cannot be published as it is. Each package runs it before it is published, in its own directory; in the root of
 * the repository, it takes all packages. `--unbuilt` accepts packages that are not built yet.
 */
export const checkPublishable: Command = async (args, { cwd, env, error }) => {
  try {
    const isPackage = resolve(cwd, "..").endsWith("packages");
    const context = { cwd: isPackage ? resolve(cwd, "../..") : cwd, env };
    const packages = listPublicPackages(context.cwd).filter(
      ({ directory }) => !isPackage || resolve(context.cwd, directory) === resolve(cwd),
    );
    const pending = await readPendingReleases(context.cwd);
    const problems = findRepositoryProblems(pending, context);
    for (const each of packages) {
      const missing = args.includes("--unbuilt") ? undefined : findMissingFile(each, context.cwd);
      if (missing !== undefined) problems.push(`${each.name}: ${missing} is missing. Run \`pnpm build\`.`);
      const uncovered = findUncovered(each, pending, context);
      if (uncovered !== undefined) problems.push(`${each.name}: ${uncovered}`);
    }
    for (const problem of problems) error(`Not publishable: ${problem}`);
    return problems.length === 0 ? 0 : 1;
  } catch (reason) {
    error(`Not publishable: ${reason instanceof Error ? reason.message : reason}`);
    return 2;
  }
};
