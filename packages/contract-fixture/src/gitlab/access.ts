import { insufficientScope, invalidToken, unauthorized } from "./answer.js";
import type { Role, Visibility } from "./seed.js";
import type { Group, Project, Token, World } from "./world.js";

const ranks: Record<Role, number> = { guest: 10, reporter: 20, developer: 30, maintainer: 40, owner: 50 };

/** The token of a call, if it may be used for it. [order-token-first] */
export function authenticate(world: World, secret: string | undefined, access: "read" | "write"): Token {
  const token = secret === undefined ? undefined : world.tokens.get(secret);
  // [token-unknown]
  if (token === undefined) throw unauthorized();
  // [token-expired] [token-revoked]
  if (token.state === "expired") {
    throw invalidToken("Token is expired. You can either do re-authorization or token refresh.");
  }
  if (token.state === "revoked") {
    throw invalidToken("Token was revoked. You have to re-authorize from the user.");
  }
  if (!token.scopes.includes("api")) {
    // [scope-write] [scope-read]
    if (access === "write") throw insufficientScope("api");
    if (!token.scopes.includes("read_api")) throw insufficientScope("api read_api");
  }
  return token;
}

/** Whether the token's user may manage the project's job token scope. [role-maintainer] [role-administrator] */
export function canAdminister(world: World, token: Token, project: Project): boolean {
  return token.admin || rankInProject(world, token, project) >= ranks.maintainer;
}

/** Whether the token's user may see the project. [project-invisible] [project-open] */
export function canReadProject(world: World, token: Token, project: Project): boolean {
  return token.admin || isOpen(project.visibility) || rankInProject(world, token, project) > 0;
}

/** Whether the token's user may see the group: by a role in or above it, or in a project below it. [group-readable] */
export function canReadGroup(world: World, token: Token, group: Group): boolean {
  if (token.admin || isOpen(group.visibility) || rankInGroups(world, token, group.path) > 0) return true;
  const above = `${group.path.toLowerCase()}/`;
  const below = [...world.projects.values()].filter(({ path }) => path.toLowerCase().startsWith(above));
  return below.some((project) => rankInProject(world, token, project) > 0);
}

function isOpen(visibility: Visibility): boolean {
  return visibility !== "private";
}

function rankInProject(world: World, token: Token, project: Project): number {
  return Math.max(rank(token.projectRoles.get(project.id)), rankInGroups(world, token, project.path));
}

/** The highest role in the groups that are the path, or stand above it. [role-inherited] */
function rankInGroups(world: World, token: Token, path: string): number {
  const segments = path.toLowerCase().split("/");
  const groups = segments.map((_, i) => world.groupsByPath.get(segments.slice(0, i + 1).join("/")));
  return Math.max(...groups.map((group) => rank(group && token.groupRoles.get(group.id))));
}

function rank(role: Role | undefined): number {
  return role === undefined ? 0 : ranks[role];
}
