import { client } from "./client/client.gen.js";
import {
  allowGroup,
  allowProject,
  disallowGroup,
  disallowProject,
  getGroup,
  getJobTokenScope,
  getProject,
  listAllowedGroups,
  listAllowedProjects,
  updateJobTokenScope,
} from "./client/index.js";

const { GITLAB_URL = "https://gitlab.com", GITLAB_TOKEN = "" } = process.env;

client.setConfig({
  baseUrl: GITLAB_URL,
  // A token as a string would be sent in both headers, Authorization and PRIVATE-TOKEN.
  auth: ({ scheme }) => (scheme === "bearer" ? GITLAB_TOKEN : undefined),
});
const throwOnError = true;

// The client encodes path parameters.
const path = { id: "group/app" };
const { data: project } = await getProject({ path, throwOnError });
const { data: group } = await getGroup({ path: { id: "group" }, throwOnError });

const { data: before } = await getJobTokenScope({ path, throwOnError });
await updateJobTokenScope({ path, body: { enabled: false }, throwOnError });
const { data: after } = await getJobTokenScope({ path, throwOnError });

const numeric = { id: project.id };
await allowProject({ path: numeric, body: { target_project_id: 42 }, throwOnError });
await allowGroup({ path: numeric, body: { target_group_id: group.id }, throwOnError });
const { data: projects } = await listAllowedProjects({ path, query: { per_page: 100 }, throwOnError });
const { data: groups } = await listAllowedGroups({ path, throwOnError });

await disallowProject({ path: { ...numeric, target_project_id: 42 }, throwOnError });
await disallowGroup({ path: { ...numeric, target_group_id: group.id }, throwOnError });
const { data: remaining } = await listAllowedProjects({ path, throwOnError });

console.log(
  JSON.stringify({
    project: project.path_with_namespace,
    enabled: [before.inbound_enabled, after.inbound_enabled],
    projects: projects.map(({ id }) => id),
    groups: groups.map(({ id }) => id),
    remaining: remaining.map(({ id }) => id),
  }),
);
