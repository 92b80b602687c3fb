import { readChangesets } from "@changesets/read";
import { type Bump, bumpBetween, largestBump } from "./bump.ts";

/** The bump of one package in one changeset. */
export interface PendingRelease {
  readonly name: string;
  readonly type: Bump;
}

/**
 * Lists what the changesets of a repository announce.
 *
 * @throws {Error} If one of them cannot be read. The message is one line.
 */
export async function readPendingReleases(root: string): Promise<PendingRelease[]> {
  const changesets = await readChangesets(root).catch((error: Error) => {
    throw new Error(`.changeset: ${error.message.split("\n")[0]}`, { cause: error });
  });
  return changesets.flatMap(({ releases }) => releases);
}

/** The bump that a package gets with its next release. */
export function readPendingBump(
  pending: readonly PendingRelease[],
  {
    name,
    releasedVersion,
    currentVersion,
  }: { name: string; releasedVersion: string; currentVersion: string },
): Bump {
  const announced = pending.filter((release) => release.name === name).map(({ type }) => type);
  // `changeset version` moves the bump from the changesets to the manifest. The tag follows later.
  return largestBump([...announced, bumpBetween(releasedVersion, currentVersion)]);
}
