import { canAdminister, canReadGroup, canReadProject } from "./access.js";
import { forbidden, methodNotAllowed, moved, notFound } from "./api-error.js";
import type { Context } from "./call.js";
import type { Group, Project, Token } from "./store.js";

/** Finds the project in the path of a read or, with `"write"`, a PATCH, by ID or full path. [id-or-path] */
export function findProject({ store, call }: Context, token: Token | undefined, access?: "write"): Project {
  const idOrPath = String(call.path["id"]);
  const id = toId(idOrPath);
  if (id !== undefined) return findProjectById({ store }, token, id);

  const project = store.projectsByPath.get(idOrPath.toLowerCase());
  if (project !== undefined && canReadProject(store, token, project)) return project;

  const movedProject = store.projectsByFormerPath.get(idOrPath.toLowerCase());
  // [moved-visible-only]
  if (movedProject === undefined || !canReadProject(store, token, movedProject)) throw notFound("Project");
  // [moved-write] [moved-read]
  if (access === "write") throw methodNotAllowed();
  const path = call.url.pathname.replace(/(\/projects\/+)[^/]+/, `$1${movedProject.id}`);
  throw moved(`${call.url.origin}${path}${call.url.search}`);
}

/** Finds a project by ID, if the caller can see it. [project-invisible] */
export function findProjectById(
  { store }: Pick<Context, "store">,
  token: Token | undefined,
  id: number,
): Project {
  const project = store.projects.get(id);
  if (project === undefined || !canReadProject(store, token, project)) throw notFound("Project");
  return project;
}

/** Finds the group in the path, by ID or full path, if the caller can see it. [id-or-path] [group-readable] */
export function findReadableGroup({ store, call }: Context, token: Token | undefined): Group {
  const idOrPath = String(call.path["id"]);
  const id = toId(idOrPath);
  const group = id === undefined ? store.groupsByPath.get(idOrPath.toLowerCase()) : store.groups.get(id);
  if (group === undefined || !canReadGroup(store, token, group)) throw notFound("Group");
  return group;
}

/** Requires the Maintainer role in the project. [role-forbidden] [order-project-before-role] */
export function requireMaintainer({ store }: Context, token: Token, project: Project, reason?: string): void {
  if (!canAdminister(store, token, project)) throw forbidden(reason);
}

/** Whether a read or a PATCH treats a text as an ID. All others are paths. */
function toId(text: string): number | undefined {
  return /^-?\d+$/.test(text) ? Number(text) : undefined;
}
