import type { Operation } from "./operation.js";

type OperationName =
  | "read"
  | "update"
  | "listProjects"
  | "allowProject"
  | "disallowProject"
  | "listGroups"
  | "allowGroup"
  | "disallowGroup"
  | "getProject"
  | "getGroup";

const scope = "/projects/{id}/job_token_scope";

/** The ten operations of the API. */
export const operations: Readonly<Record<OperationName, Operation>> = {
  read: { method: "GET", path: scope, status: 200 },
  update: { method: "PATCH", path: scope, status: 204 },
  listProjects: { method: "GET", path: `${scope}/allowlist`, status: 200 },
  allowProject: { method: "POST", path: `${scope}/allowlist`, status: 201 },
  disallowProject: {
    method: "DELETE",
    path: `${scope}/allowlist/{target_project_id}`,
    status: 204,
    repeated: "not_allowed",
  },
  listGroups: { method: "GET", path: `${scope}/groups_allowlist`, status: 200 },
  allowGroup: { method: "POST", path: `${scope}/groups_allowlist`, status: 201 },
  disallowGroup: {
    method: "DELETE",
    path: `${scope}/groups_allowlist/{target_group_id}`,
    status: 204,
    repeated: "not_allowed",
  },
  getProject: { method: "GET", path: "/projects/{id}", status: 200 },
  getGroup: { method: "GET", path: "/groups/{id}", status: 200 },
};
