import type { GroupId, ProjectId } from "../../ids.js";
import { isId } from "../../reference.js";
import type { Call } from "../http/call.js";
import { request } from "../http/exchange.js";
import { type Page, type PageRequest, queryOf, toPage } from "./page.js";

/** A row of an allowlist, of either kind. Only the ID is known of one that was just added. */
export interface Row<Id> {
  readonly id: Id;
  readonly name?: string | undefined;
  readonly path?: string | undefined;
  readonly webUrl?: string | undefined;
}

/** The operations of one of the two allowlists. */
export interface AllowlistApi<Id> {
  /** The path template of the list, as errors show it. */
  readonly path: string;
  /** @param source GitLab takes a path here, unlike for a change. */
  list(call: Call, source: ProjectId | string, page: PageRequest): Promise<Page<Row<Id>>>;
  add(call: Call, source: ProjectId, target: Id): Promise<Row<Id>>;
  remove(call: Call, source: ProjectId, target: Id): Promise<void>;
}

const projects = "/api/v4/projects/{id}/job_token_scope/allowlist";
const groups = "/api/v4/projects/{id}/job_token_scope/groups_allowlist";

const listProjects = { method: "get", path: projects, status: 200 } as const;
const allowProject = { method: "post", path: projects, status: 201 } as const;
const disallowProject = {
  method: "delete",
  path: `${projects}/{target_project_id}`,
  status: 204,
  repeated: "not_allowed",
} as const;
const listGroups = { method: "get", path: groups, status: 200 } as const;
const allowGroup = { method: "post", path: groups, status: 201 } as const;
const disallowGroup = {
  method: "delete",
  path: `${groups}/{target_group_id}`,
  status: 204,
  repeated: "not_allowed",
} as const;

export const projectAllowlist: AllowlistApi<ProjectId> = {
  path: projects.replace("/api/v4", ""),
  list: (call, id, page) =>
    request(call, listProjects, { params: { path: { id }, query: queryOf(page) } }, (data, headers) =>
      toPage(data, headers, (row) =>
        isId<ProjectId>(row?.id)
          ? { id: row.id, name: row.name, path: row.path_with_namespace, webUrl: row.web_url }
          : undefined,
      ),
    ),
  add: (call, id, target) =>
    request(
      call,
      allowProject,
      { params: { path: { id } }, body: { target_project_id: target } },
      // Anything else is not the requested entry.
      (data) =>
        data?.target_project_id === target && data.source_project_id === id ? { id: target } : undefined,
    ),
  remove: async (call, id, target) => {
    const params = { path: { id, target_project_id: target } };
    await request(call, disallowProject, { params }, () => null);
  },
};

export const groupAllowlist: AllowlistApi<GroupId> = {
  path: groups.replace("/api/v4", ""),
  list: (call, id, page) =>
    request(call, listGroups, { params: { path: { id }, query: queryOf(page) } }, (data, headers) =>
      toPage(data, headers, (row) =>
        isId<GroupId>(row?.id)
          ? { id: row.id, name: row.name, path: groupPath(row.web_url), webUrl: row.web_url }
          : undefined,
      ),
    ),
  add: (call, id, target) =>
    request(call, allowGroup, { params: { path: { id } }, body: { target_group_id: target } }, (data) =>
      data?.target_group_id === target && data.source_project_id === id ? { id: target } : undefined,
    ),
  remove: async (call, id, target) => {
    const params = { path: { id, target_group_id: target } };
    await request(call, disallowGroup, { params }, () => null);
  },
};

/** A group's row has no path of its own; its URL contains it. */
function groupPath(webUrl: unknown): string | undefined {
  return /\/groups\/(.+)/.exec(String(webUrl))?.[1];
}
