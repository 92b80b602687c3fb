import { insufficientScope, invalidToken, unauthorized } from "./api-error.js";
import type { Role, TokenScope, Visibility } from "./seed.js";
import type { Group, Project, Store, Token } from "./store.js";

/** One of the scopes is sufficient. [scope-write] [scope-read] [scope-read-user] */
const sufficientScopes: Readonly<Record<Access, readonly TokenScope[]>> = {
  write: ["api"],
  read: ["api", "read_api"],
  "read-user": ["read_user", "api", "read_api"],
};

const ranks: Record<Role, number> = { guest: 10, reporter: 20, developer: 30, maintainer: 40, owner: 50 };

/** `read-user` is reading the user or the instance, not a project or group. */
export type Access = "read" | "write" | "read-user";

/** Finds the token of a call and checks that it permits the access. [order-token-first] */
export function authenticate(store: Store, value: string | undefined, access: Access): Token {
  const token = value === undefined ? undefined : store.tokens.get(value);
  // [token-unknown]
  if (token === undefined) throw unauthorized();
  // [token-expired] [token-revoked]
  if (token.state === "expired") {
    throw invalidToken("Token is expired. You can either do re-authorization or token refresh.");
  }
  if (token.state === "revoked") {
    throw invalidToken("Token was revoked. You have to re-authorize from the user.");
  }
  const sufficient = sufficientScopes[access];
  if (!sufficient.some((scope) => token.scopes.includes(scope)))
    throw insufficientScope(sufficient.join(" "));
  return token;
}

/** Whether the token's user can manage the project's job token scope. [role-maintainer] [role-administrator] */
export function canAdminister(store: Store, token: Token, project: Project): boolean {
  return token.admin || rankInProject(store, token, project) >= ranks.maintainer;
}

/** Whether the caller can see the project. Without a token, only public ones. [project-invisible] [project-open] */
export function canReadProject(store: Store, token: Token | undefined, project: Project): boolean {
  if (token === undefined) return project.visibility === "public";
  return token.admin || isOpenToUsers(project.visibility) || rankInProject(store, token, project) > 0;
}

/** Whether the caller can read the code of a project that it can see. [look-up-code-fields] */
export function canReadCode(store: Store, token: Token | undefined, project: Project): boolean {
  if (isOpenToUsers(project.visibility) || token?.admin) return true;
  return token !== undefined && rankInProject(store, token, project) >= ranks.reporter;
}

/** GitLab's numbers of the token's roles in the project and in its groups; 0 without a role. [look-up-permissions] */
export function accessLevels(
  store: Store,
  token: Token,
  project: Project,
): { readonly project: number; readonly groups: number } {
  return {
    project: rank(token.projectRoles.get(project.id)),
    groups: rankInGroups(store, token, project.path),
  };
}

/** Whether the caller can see the group: through a role in it, an ancestor, or a project in it. [group-readable] */
export function canReadGroup(store: Store, token: Token | undefined, group: Group): boolean {
  if (token === undefined) return group.visibility === "public";
  if (token.admin || isOpenToUsers(group.visibility) || rankInGroups(store, token, group.path) > 0)
    return true;
  const prefix = `${group.path.toLowerCase()}/`;
  const projects = [...store.projects.values()].filter(({ path }) => path.toLowerCase().startsWith(prefix));
  return projects.some((project) => rankInProject(store, token, project) > 0);
}

function isOpenToUsers(visibility: Visibility): boolean {
  return visibility !== "private";
}

function rankInProject(store: Store, token: Token, project: Project): number {
  return Math.max(rank(token.projectRoles.get(project.id)), rankInGroups(store, token, project.path));
}

/** The highest role in the group at this path or in any of its ancestors. [role-inherited] */
function rankInGroups(store: Store, token: Token, path: string): number {
  const segments = path.toLowerCase().split("/");
  const groups = segments.map((_, i) => store.groupsByPath.get(segments.slice(0, i + 1).join("/")));
  return Math.max(...groups.map((group) => rank(group && token.groupRoles.get(group.id))));
}

function rank(role: Role | undefined): number {
  return role === undefined ? 0 : ranks[role];
}
