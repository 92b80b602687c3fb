import { toBoolean, toInteger, toText } from "./coerce.js";

/** Converts the value of a parameter to its type. Undefined if it cannot. */
export type Coerce = (value: unknown) => boolean | number | string | undefined;

/** The parameters of an operation that GitLab converts, and where the document declares them. */
export interface Declaration {
  readonly path?: Readonly<Record<string, Coerce>>;
  readonly query?: Readonly<Record<string, Coerce>>;
  readonly body?: Readonly<Record<string, Coerce>>;
  /** What else GitLab reads in the query. The document does not declare it, and the fixture ignores it. */
  readonly ignored?: readonly string[];
}

const pagination = { page: toInteger, per_page: toInteger };
const list: Declaration = { query: pagination };

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
  listGroupProjects: {
    query: {
      archived: toBoolean,
      order_by: toText,
      sort: toText,
      simple: toBoolean,
      with_shared: toBoolean,
      include_subgroups: toBoolean,
      ...pagination,
    },
    ignored: [
      "active",
      "visibility",
      "search",
      "owned",
      "starred",
      "with_issues_enabled",
      "with_merge_requests_enabled",
      "include_ancestor_groups",
      "min_access_level",
    ],
  },
};
