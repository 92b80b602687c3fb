import type { Context } from "../command.ts";
import type { PublicPackage } from "../packages.ts";
import { listChangedFiles } from "./changed-files.ts";
import { findLastRelease } from "./last-release.ts";
import { type PendingRelease, readPendingBump } from "./pending.ts";

/**
 * Tells why a package may not stay as it is: it has changed since its last release, and neither a changeset nor its version says so.
 *
 * @returns The problem, or `undefined` if there is none.
 */
export function findUncovered(
  each: PublicPackage,
  pending: readonly PendingRelease[],
  context: Pick<Context, "cwd" | "env">,
): string | undefined {
  const release = findLastRelease(each.name, context);
  const versions = { releasedVersion: release?.version ?? "0.0.0", currentVersion: each.version };
  if (readPendingBump(pending, { name: each.name, ...versions }) !== "none") return undefined;
  if (release === undefined) return "was never released, and has no changeset. Run `pnpm changeset`.";
  const [first, ...others] = listChangedFiles(each, release, context);
  if (first === undefined) return undefined;
  const files = others.length === 0 ? `${first} has` : `${first} and ${others.length} other files have`;
  return `${files} changed since ${release.tag}, and there is no changeset. Run \`pnpm changeset\`.`;
}
