/** Distinguishes IDs. It exists in types only: at run time an ID is a plain number. */
declare const kind: unique symbol;

/** The ID of a project, as GitLab returned it. Accepted wherever a number is, except where a group is wanted. */
export type ProjectId = number & { readonly [kind]: "project" };

/** The ID of a group, as GitLab returned it. Accepted wherever a number is, except where a project is wanted. */
export type GroupId = number & { readonly [kind]: "group" };

/** A number that may be a project's ID: a `ProjectId` or a plain number, not a `GroupId`. */
export type ProjectNumber = number & { readonly [kind]?: "project" };

/** A number that may be a group's ID: a `GroupId` or a plain number, not a `ProjectId`. */
export type GroupNumber = number & { readonly [kind]?: "group" };
