import type { GroupProject } from "../../group-project.js";
import type { GroupId, ProjectId } from "../../ids.js";
import { isId } from "../../reference.js";
import type { Call } from "../http/call.js";
import { request } from "../http/exchange.js";
import { type Page, type PageRequest, queryOf, toPage } from "./page.js";

/** Which projects of a group are listed. */
export interface GroupProjectsFilter {
  readonly includeSubgroups: boolean;
  readonly includeArchived: boolean;
}

const path = "/api/v4/groups/{id}/projects";
const listProjects = { method: "get", path, status: 200 } as const;

/** The path template of the list, as errors show it. */
export const groupProjectsPath: string = path.replace("/api/v4", "");

/** Reads a page of a group's own projects: those of others that are shared with the group are left out. */
export function listGroupProjects(
  call: Call,
  id: GroupId,
  { includeSubgroups, includeArchived }: GroupProjectsFilter,
  page: PageRequest,
): Promise<Page<GroupProject>> {
  const query = {
    include_subgroups: includeSubgroups,
    ...(!includeArchived && { archived: false }),
    with_shared: false,
    simple: true,
    // Projects that are created meanwhile come last, and move no others.
    order_by: "id",
    sort: "asc",
    ...queryOf(page),
  } as const;
  return request(call, listProjects, { params: { path: { id }, query } }, (data, headers) =>
    toPage(data, headers, (row) =>
      isId<ProjectId>(row?.id) && areTexts(row.name, row.path_with_namespace, row.web_url)
        ? { id: row.id, name: row.name, path: row.path_with_namespace, webUrl: row.web_url }
        : undefined,
    ),
  );
}

function areTexts(...values: unknown[]): boolean {
  return values.every((value) => typeof value === "string");
}
