/** The maximum number of entries of each allowlist. [limit-projects] [limit-groups] */
export const maxEntries = 200;

/** The reason given when the allowlist of projects is full. [limit-projects] */
export const projectLimitReached =
  "Validation failed: Source project exceeds the allowable number of project links in this direction";

/** The reason given when the allowlist of groups is full. [limit-groups] */
export const groupLimitReached =
  "Validation failed: Source project exceeds the allowable number of group links";

/** The reason given when a caller below Maintainer removes an entry. [role-forbidden-delete] */
export const cannotModifyScope = "Insufficient permissions to modify the job token scope";

/** The reason given when the target exists but the caller cannot read it. [target-unreadable] */
export function targetUnreadable(target: "target_project" | "target_group"): string {
  return `The ${target} that you are attempting to access does not exist or you don't have permission to perform this action`;
}
