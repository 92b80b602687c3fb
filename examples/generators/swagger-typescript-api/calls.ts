import { Api } from "./client.js";

const { GITLAB_URL = "https://gitlab.com", GITLAB_TOKEN = "" } = process.env;

const { jobTokenScope, lookup } = new Api<string>({
  baseUrl: GITLAB_URL,
  baseApiParams: { headers: { authorization: `Bearer ${GITLAB_TOKEN}` } },
});

// The client does not encode path parameters.
const path = encodeURIComponent("group/app");
const { data: project } = await lookup.getProject(path);
const { data: group } = await lookup.getGroup("group");

const { data: before } = await jobTokenScope.getJobTokenScope(path);
await jobTokenScope.updateJobTokenScope(path, { enabled: false });
const { data: after } = await jobTokenScope.getJobTokenScope(path);

await jobTokenScope.allowProject(project.id, { target_project_id: 42 });
await jobTokenScope.allowGroup(project.id, { target_group_id: group.id });
const { data: projects } = await jobTokenScope.listAllowedProjects(path, { per_page: 100 });
const { data: groups } = await jobTokenScope.listAllowedGroups(path);

await jobTokenScope.disallowProject(project.id, 42);
await jobTokenScope.disallowGroup(project.id, group.id);
const { data: remaining } = await jobTokenScope.listAllowedProjects(path);

console.log(
  JSON.stringify({
    project: project.path_with_namespace,
    enabled: [before.inbound_enabled, after.inbound_enabled],
    projects: projects.map(({ id }) => id),
    groups: groups.map(({ id }) => id),
    remaining: remaining.map(({ id }) => id),
  }),
);
