import type { Context } from "./call.js";
import type { Group, Project } from "./store.js";

/** When everything in the world of a fixture was created. */
export const createdAt = "2026-01-01T00:00:00.000Z";
/** Added to a project's ID to get an ID for its namespace, if the namespace is a user's. */
const userNamespaceIdOffset = 1_000_000;

/** The representation of a project on the allowlist. [list-project-fields] [list-project-nullable] */
export function presentAllowedProject(context: Context, project: Project): Record<string, unknown> {
  const { path, visibility } = project;
  const origin = context.call.url.origin;
  const namespace = presentNamespace(context, project);
  const webUrl = `${origin}/${path}`;
  return {
    id: project.id,
    description: null,
    name: baseName(path),
    name_with_namespace: path.split("/").join(" / "),
    path: baseName(path),
    path_with_namespace: path,
    created_at: createdAt,
    // [list-project-code-fields]
    ...(visibility === "public" && {
      default_branch: "main",
      readme_url: `${webUrl}/-/blob/main/README.md`,
      forks_count: 0,
    }),
    tag_list: [],
    topics: [],
    ssh_url_to_repo: `git@${new URL(origin).hostname}:${path}.git`,
    http_url_to_repo: `${webUrl}.git`,
    web_url: webUrl,
    avatar_url: null,
    star_count: 0,
    last_activity_at: createdAt,
    ...(context.profile.includesVisibility && { visibility }),
    namespace,
  };
}

/** The representation of a group on the allowlist. [list-group-fields] */
export function presentAllowedGroup({ call }: Context, { id, path }: Group): Record<string, unknown> {
  return { id, web_url: groupUrl(call.url.origin, path), name: baseName(path) };
}

/** The representation of a single project, reduced to the fields that identify it. */
export function presentProject({ call }: Context, { id, path }: Project): Record<string, unknown> {
  return {
    id,
    name: baseName(path),
    path: baseName(path),
    path_with_namespace: path,
    web_url: `${call.url.origin}/${path}`,
  };
}

/** The representation of a single group, reduced to the fields that identify it. */
export function presentGroup({ call }: Context, { id, path }: Group): Record<string, unknown> {
  return {
    id,
    name: baseName(path),
    path: baseName(path),
    full_path: path,
    web_url: groupUrl(call.url.origin, path),
  };
}

/** [list-project-namespace] */
function presentNamespace({ store, call }: Context, project: Project): Record<string, unknown> {
  const path = parentPath(project.path);
  const group = store.groupsByPath.get(path.toLowerCase());
  const { origin } = call.url;
  return {
    id: group?.id ?? userNamespaceIdOffset + project.id,
    name: baseName(path),
    path: baseName(path),
    kind: group === undefined ? "user" : "group",
    full_path: path,
    parent_id: store.groupsByPath.get(parentPath(path).toLowerCase())?.id ?? null,
    avatar_url: null,
    web_url: group === undefined ? `${origin}/${path}` : groupUrl(origin, path),
  };
}

function groupUrl(origin: string, path: string): string {
  return `${origin}/groups/${path}`;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function parentPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
