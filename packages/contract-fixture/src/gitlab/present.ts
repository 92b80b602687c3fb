import { accessLevels, canReadCode } from "./access.js";
import type { Context } from "./call.js";
import type { Group, Project, Token } from "./store.js";

/** When everything in the world of a fixture was created. */
export const createdAt = "2026-01-01T00:00:00.000Z";
/** Added to a project's ID to get an ID for its namespace, if the namespace is a user's. */
const userNamespaceIdOffset = 1_000_000;

/** The representation of a project on the allowlist. [list-project-fields] [list-project-nullable] */
export function presentAllowedProject(context: Context, project: Project): Record<string, unknown> {
  // [list-project-code-fields]
  return presentSimpleProject(context, project, project.visibility === "public");
}

/** The fields that every list of projects has, and those that depend on access to the code. [group-projects-fields] */
export function presentSimpleProject(
  context: Context,
  project: Project,
  includesCode: boolean,
): Record<string, unknown> {
  const { path, visibility } = project;
  const origin = context.call.url.origin;
  const namespace = presentNamespace(context, project);
  const webUrl = `${origin}/${path}`;
  return {
    id: project.id,
    description: null,
    name: baseName(path),
    name_with_namespace: toFullName(path),
    path: baseName(path),
    path_with_namespace: path,
    created_at: createdAt,
    ...(includesCode && {
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

/** The representation of a project of a group, reduced to the fields that clients check. [group-projects-all-fields] */
export function presentListedProject(
  context: Context,
  project: Project,
  includesCode: boolean,
): Record<string, unknown> {
  const { archived, visibility } = project;
  return { ...presentSimpleProject(context, project, includesCode), empty_repo: false, archived, visibility };
}

/**
 * The representation of a single project, reduced to the fields that identify it or that clients check. Without a token, GitLab
 * returns fewer. [look-up-project-fields] [look-up-anonymous-fields]
 */
export function presentProject(
  context: Context,
  project: Project,
  token: Token | undefined,
): Record<string, unknown> {
  const includesCode = canReadCode(context.store, token, project);
  if (token === undefined) return presentSimpleProject(context, project, includesCode);
  return {
    ...presentListedProject(context, project, includesCode),
    permissions: presentPermissions(context, project, token),
  };
}

/** [look-up-permissions] */
function presentPermissions({ store }: Context, project: Project, token: Token): Record<string, unknown> {
  const levels = accessLevels(store, token, project);
  const present = (level: number): unknown =>
    level === 0 ? null : { access_level: level, notification_level: 3 };
  return { project_access: present(levels.project), group_access: present(levels.groups) };
}

/** The representation of a single group, reduced to the fields that identify it or that clients check. [look-up-group-fields] */
export function presentGroup({ store, call }: Context, group: Group): Record<string, unknown> {
  const { id, path, visibility } = group;
  return {
    id,
    web_url: groupUrl(call.url.origin, path),
    name: baseName(path),
    path: baseName(path),
    description: "",
    visibility,
    archived: false,
    avatar_url: null,
    full_name: toFullName(path),
    full_path: path,
    created_at: createdAt,
    parent_id: store.groupsByPath.get(parentPath(path).toLowerCase())?.id ?? null,
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

function toFullName(path: string): string {
  return path.split("/").join(" / ");
}

/** The last part of a path, which is also the name of a project or group in the fixture. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function parentPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
