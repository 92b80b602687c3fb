/** How many entries each list holds, and how the next one is refused. [limit-projects] [limit-groups] */
export const limitReached = {
  at: 200,
  projects:
    "Validation failed: Source project exceeds the allowable number of project links in this direction",
  groups: "Validation failed: Source project exceeds the allowable number of group links",
} as const;

/** Why a caller below Maintainer may not remove an entry. [role-forbidden-delete] */
export const noPermissionToRemove = "Insufficient permissions to modify the job token scope";

/** How a target is refused that exists and that the caller may not read. [target-unreadable] */
export function noReadAccess(target: "target_project" | "target_group"): string {
  return `The ${target} that you are attempting to access does not exist or you don't have permission to perform this action`;
}
