import { isDeepStrictEqual } from "node:util";

/** Which branch of a combination, such as `anyOf`, became which. Those that did not change are left out. */
export interface Branches {
  kept: [before: unknown, after: unknown][];
  removed: unknown[];
  added: unknown[];
}

/**
 * Pairs the branches of a combination before and after: equal ones first, then those that are the same component, then in
 * their order, which is the best guess when branches have no name.
 */
export function matchBranches(
  before: readonly unknown[],
  after: readonly unknown[],
  isSameComponent: (before: unknown, after: unknown) => boolean,
): Branches {
  const removed = before.filter((one) => !after.some((other) => isDeepStrictEqual(one, other)));
  const added = after.filter((other) => !before.some((one) => isDeepStrictEqual(one, other)));
  const kept: Branches["kept"] = [];
  for (const one of [...removed]) {
    const index = added.findIndex((other) => isSameComponent(one, other));
    if (index < 0) continue;
    kept.push([one, added[index]]);
    added.splice(index, 1);
    removed.splice(removed.indexOf(one), 1);
  }
  while (removed.length > 0 && added.length > 0) kept.push([removed.shift(), added.shift()]);
  return { kept, removed, added };
}
