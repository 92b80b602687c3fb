import { toBoolean, toInteger } from "./coerce.js";

/** Converts the value of a parameter to its type. Undefined if it cannot. */
export type Coerce = (value: unknown) => boolean | number | undefined;

/** The parameters of an operation that GitLab converts, and where the document declares them. */
export interface Declaration {
  readonly path?: Readonly<Record<string, Coerce>>;
  readonly query?: Readonly<Record<string, Coerce>>;
  readonly body?: Readonly<Record<string, Coerce>>;
}

const list: Declaration = { query: { page: toInteger, per_page: toInteger } };

/** By `operationId`. */
export const declarations: Readonly<Record<string, Declaration>> = {
  updateJobTokenScope: { body: { enabled: toBoolean } },
  listAllowedProjects: list,
  allowProject: { path: { id: toInteger }, body: { target_project_id: toInteger } },
  disallowProject: { path: { id: toInteger, target_project_id: toInteger } },
  listAllowedGroups: list,
  allowGroup: { path: { id: toInteger }, body: { target_group_id: toInteger } },
  disallowGroup: { path: { id: toInteger, target_group_id: toInteger } },
  getGroup: { query: { with_projects: toBoolean } },
};
