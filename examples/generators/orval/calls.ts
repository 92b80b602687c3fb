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
} from "./client.js";

const { GITLAB_TOKEN = "" } = process.env;
const options: RequestInit = { headers: { authorization: `Bearer ${GITLAB_TOKEN}` } };

/** Returns the response, whose type is now that of the expected status. */
function expectStatus<R extends { status: number }, S extends R["status"]>(
  response: R,
  status: S,
): Extract<R, { status: S }> {
  if (response.status !== status) throw new Error(`status ${response.status}`);
  return response as Extract<R, { status: S }>;
}

// The client encodes path parameters, because of urlEncodeParameters.
const path = "group/app";
const { data: project } = expectStatus(await getProject(path, options), 200);
const { data: group } = expectStatus(await getGroup("group", undefined, options), 200);

const { data: before } = expectStatus(await getJobTokenScope(path, options), 200);
expectStatus(await updateJobTokenScope(path, { enabled: false }, options), 204);
const { data: after } = expectStatus(await getJobTokenScope(path, options), 200);

expectStatus(await allowProject(project.id, { target_project_id: 42 }, options), 201);
expectStatus(await allowGroup(project.id, { target_group_id: group.id }, options), 201);
const { data: projects } = expectStatus(await listAllowedProjects(path, { per_page: 100 }, options), 200);
const { data: groups } = expectStatus(await listAllowedGroups(path, undefined, options), 200);

expectStatus(await disallowProject(project.id, 42, options), 204);
expectStatus(await disallowGroup(project.id, group.id, options), 204);
const { data: remaining } = expectStatus(await listAllowedProjects(path, undefined, options), 200);

console.log(
  JSON.stringify({
    project: project.path_with_namespace,
    enabled: [before.inbound_enabled, after.inbound_enabled],
    projects: projects.map(({ id }) => id),
    groups: groups.map(({ id }) => id),
    remaining: remaining.map(({ id }) => id),
  }),
);
