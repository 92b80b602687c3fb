import type { GroupId, ProjectId } from "../../ids.js";
import { isId } from "../../reference.js";
import type { Call } from "../http/call.js";
import { type Exchange, exchange } from "../http/exchange.js";

/** How the ID of a path is looked up: the request, which calls can share, and how its response is read. */
export interface LookUp<Id> {
  send(call: Call, path: string): Promise<Exchange<Found | undefined>>;
  decode(data: Found | undefined): Id | undefined;
}

/** What a look-up needs of a project or a group. */
export interface Found {
  readonly id: number;
}

const getProject = { method: "get", path: "/api/v4/projects/{id}", status: 200 } as const;
const getGroup = { method: "get", path: "/api/v4/groups/{id}", status: 200 } as const;

export const projectLookUp: LookUp<ProjectId> = {
  send: (call, path) => exchange(call, getProject, { params: { path: { id: path } } }),
  decode: (data) => (isId<ProjectId>(data?.id) ? data.id : undefined),
};

export const groupLookUp: LookUp<GroupId> = {
  send: (call, path) =>
    exchange(call, getGroup, { params: { path: { id: path }, query: { with_projects: false } } }),
  decode: (data) => (isId<GroupId>(data?.id) ? data.id : undefined),
};
