/** Tells ids apart. It exists in types only: at run time an id is a plain number. */
declare const kind: unique symbol;

/** The number of a project, as GitLab gave it. It goes wherever a number does, but where a group is wanted. */
export type ProjectId = number & { readonly [kind]: "project" };

/** The number of a group, as GitLab gave it. It goes wherever a number does, but where a project is wanted. */
export type GroupId = number & { readonly [kind]: "group" };

/** A number that may be a project's: a `ProjectId` or a plain number, not a `GroupId`. */
export type ProjectNumber = number & { readonly [kind]?: "project" };

/** A number that may be a group's: a `GroupId` or a plain number, not a `ProjectId`. */
export type GroupNumber = number & { readonly [kind]?: "group" };

/** Whether a value can be an id in GitLab. Of which kind it is, the caller knows. */
export function isId<Id extends number>(value: unknown): value is Id {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}
