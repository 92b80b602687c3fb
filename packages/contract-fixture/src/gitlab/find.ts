import { canAdminister, canReadProject } from "./access.js";
import { forbidden, methodNotAllowed, moved, notFound } from "./api-error.js";
import type { Context } from "./call.js";
import { toInteger } from "./parameters.js";
import type { Group, Project, Token } from "./world.js";

/** Finds the project in the path of a read or a PATCH, by ID or full path. [id-or-path] */
export function findProject({ world, call }: Context, token: Token, access: "read" | "write"): Project {
  const idOrPath = call.path["id"] ?? "";
  const id = toInteger(idOrPath);
  if (id !== undefined) return findProjectById({ world }, token, id);

  const project = world.projectsByPath.get(idOrPath.toLowerCase());
  if (project !== undefined && canReadProject(world, token, project)) return project;

  const movedProject = world.projectsByFormerPath.get(idOrPath.toLowerCase());
  // [moved-visible-only]
  if (movedProject === undefined || !canReadProject(world, token, movedProject)) throw notFound("Project");
  // [moved-write] [moved-read]
  if (access === "write") throw methodNotAllowed();
  const path = call.url.pathname.replace(/(\/projects\/)[^/]+/, `$1${movedProject.id}`);
  throw moved(`${call.url.origin}${path}${call.url.search}`);
}

/** Finds a project by ID, if the token's user can see it. [project-invisible] */
export function findProjectById({ world }: Pick<Context, "world">, token: Token, id: number): Project {
  const project = world.projects.get(id);
  if (project === undefined || !canReadProject(world, token, project)) throw notFound("Project");
  return project;
}

/** Finds the group in the path, by ID or full path. Does not check access. */
export function findGroup({ world, call }: Context): Group | undefined {
  const idOrPath = call.path["id"] ?? "";
  const id = toInteger(idOrPath);
  return id === undefined ? world.groupsByPath.get(idOrPath.toLowerCase()) : world.groups.get(id);
}

/** Requires the Maintainer role in the project. [role-forbidden] [order-project-before-role] */
export function requireMaintainer({ world }: Context, token: Token, project: Project, reason?: string): void {
  if (!canAdminister(world, token, project)) throw forbidden(reason);
}
