import { canAdminister, canReadProject } from "./access.js";
import { forbidden, methodNotAllowed, moved, notFound } from "./answer.js";
import type { Context } from "./call.js";
import { toInteger } from "./parameters.js";
import type { Group, Project, Token } from "./world.js";

/** The project that the path names, by number or by path, for a read or a PATCH. [id-or-path] */
export function findProject({ world, call }: Context, token: Token, access: "read" | "write"): Project {
  const reference = call.path["id"] ?? "";
  const id = toInteger(reference);
  if (id !== undefined) return findProjectById({ world }, token, id);

  const project = world.projectsByPath.get(reference.toLowerCase());
  if (project !== undefined && canReadProject(world, token, project)) return project;

  const former = world.projectsByFormerPath.get(reference.toLowerCase());
  // [moved-visible-only]
  if (former === undefined || !canReadProject(world, token, former)) throw notFound("Project");
  // [moved-write] [moved-read]
  if (access === "write") throw methodNotAllowed();
  const path = call.url.pathname.replace(/(\/projects\/)[^/]+/, `$1${former.id}`);
  throw moved(`${call.url.origin}${path}${call.url.search}`);
}

/** The project of a number, if the token's user may see it. [project-invisible] */
export function findProjectById({ world }: Pick<Context, "world">, token: Token, id: number): Project {
  const project = world.projects.get(id);
  if (project === undefined || !canReadProject(world, token, project)) throw notFound("Project");
  return project;
}

/** The group that the path names, by number or by path, whether the token's user may see it or not. */
export function lookUpGroup({ world, call }: Context): Group | undefined {
  const reference = call.path["id"] ?? "";
  const id = toInteger(reference);
  return id === undefined ? world.groupsByPath.get(reference.toLowerCase()) : world.groups.get(id);
}

/** Ends the call unless the token's user is Maintainer of the project. [role-forbidden] [order-project-before-role] */
export function requireMaintainer({ world }: Context, token: Token, project: Project, reason?: string): void {
  if (!canAdminister(world, token, project)) throw forbidden(reason);
}
