import { isDeepStrictEqual } from "node:util";

/** The branches of a keyword such as `anyOf` that differ between two schemas. */
export interface Branches {
  changed: [before: unknown, after: unknown][];
  removed: unknown[];
  added: unknown[];
}

/**
 * Pairs the branches of two schemas: first those that are equal, then those that are the same component, then by position,
 * which is the best guess for branches without a name.
 */
export function matchBranches(
  before: readonly unknown[],
  after: readonly unknown[],
  isSameComponent: (before: unknown, after: unknown) => boolean,
): Branches {
  const removed = before.filter((branch) => !after.some((other) => isDeepStrictEqual(branch, other)));
  const added = after.filter((branch) => !before.some((other) => isDeepStrictEqual(other, branch)));
  const changed: Branches["changed"] = [];
  for (const branch of [...removed]) {
    const index = added.findIndex((other) => isSameComponent(branch, other));
    if (index < 0) continue;
    changed.push([branch, added[index]]);
    added.splice(index, 1);
    removed.splice(removed.indexOf(branch), 1);
  }
  while (removed.length > 0 && added.length > 0) changed.push([removed.shift(), added.shift()]);
  return { changed, removed, added };
}
