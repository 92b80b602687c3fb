import { ok } from "@oazapfts/runtime";
import {
  allowGroup,
  allowProject,
  defaults,
  disallowGroup,
  disallowProject,
  getGroup,
  getJobTokenScope,
  getProject,
  listAllowedGroups,
  listAllowedProjects,
  servers,
  updateJobTokenScope,
} from "./client.js";

const { GITLAB_URL = servers.gitLabCom, GITLAB_TOKEN = "" } = process.env;

defaults.baseUrl = GITLAB_URL;
defaults.headers = { authorization: `Bearer ${GITLAB_TOKEN}` };

// The client encodes path parameters. ok() throws for an unsuccessful response.
const path = "group/app";
const project = await ok(getProject(path));
const group = await ok(getGroup("group"));

const before = await ok(getJobTokenScope(path));
await ok(updateJobTokenScope(path, { enabled: false }));
const after = await ok(getJobTokenScope(path));

await ok(allowProject(project.id, { target_project_id: 42 }));
await ok(allowGroup(project.id, { target_group_id: group.id }));
const projects = await ok(listAllowedProjects(path, { perPage: 100 }));
const groups = await ok(listAllowedGroups(path));

await ok(disallowProject(project.id, 42));
await ok(disallowGroup(project.id, group.id));
const remaining = await ok(listAllowedProjects(path));

console.log(
  JSON.stringify({
    project: project.path_with_namespace,
    enabled: [before.inbound_enabled, after.inbound_enabled],
    projects: projects.map(({ id }) => id),
    groups: groups.map(({ id }) => id),
    remaining: remaining.map(({ id }) => id),
  }),
);
