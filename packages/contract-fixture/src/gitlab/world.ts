import { administratorToken, type Role, type Seed, type TokenScope, type Visibility } from "./seed.js";

/** A project as it stands. */
export interface Project {
  readonly id: number;
  readonly path: string;
  readonly visibility: Visibility;
  inboundEnabled: boolean;
  readonly allowedProjects: Set<number>;
  readonly allowedGroups: Set<number>;
}

/** A group as it stands. */
export interface Group {
  readonly id: number;
  readonly path: string;
  readonly visibility: Visibility;
}

/** A token, and what its user may do. */
export interface Token {
  readonly token: string;
  readonly scopes: readonly TokenScope[];
  readonly state: "active" | "expired" | "revoked";
  readonly admin: boolean;
  readonly projectRoles: ReadonlyMap<number, Role>;
  readonly groupRoles: ReadonlyMap<number, Role>;
}

/** Everything the in-memory GitLab remembers. Paths are found in lower case, as GitLab finds them. */
export interface World {
  readonly enforced: boolean;
  readonly projects: ReadonlyMap<number, Project>;
  readonly projectsByPath: ReadonlyMap<string, Project>;
  readonly projectsByFormerPath: ReadonlyMap<string, Project>;
  readonly groups: ReadonlyMap<number, Group>;
  readonly groupsByPath: ReadonlyMap<string, Group>;
  readonly tokens: ReadonlyMap<string, Token>;
}

/** A new world of a seed that was parsed. */
export function createWorld(seed: Seed): World {
  const projects = (seed.projects ?? []).map(
    ({ id, path, visibility = "private", inboundEnabled = true, allowedProjects, allowedGroups }) => ({
      id,
      path,
      visibility,
      inboundEnabled,
      allowedProjects: new Set(allowedProjects),
      allowedGroups: new Set(allowedGroups),
    }),
  );
  const groups = (seed.groups ?? []).map(({ id, path, visibility = "private" }) => ({
    id,
    path,
    visibility,
  }));
  const tokens = (seed.tokens ?? [{ token: administratorToken, admin: true }]).map(
    ({ token, scopes = ["api"], state = "active", admin = false, roles = {} }) => ({
      token,
      scopes,
      state,
      admin,
      projectRoles: rolesById(roles.projects),
      groupRoles: rolesById(roles.groups),
    }),
  );
  const byId = new Map(projects.map((project) => [project.id, project]));
  const formerPaths = (seed.projects ?? []).flatMap(({ id, formerPaths = [] }) =>
    formerPaths.map((path) => [path.toLowerCase(), byId.get(id)] as const),
  );

  return {
    enforced: seed.instance?.enforced ?? false,
    projects: byId,
    projectsByPath: new Map(projects.map((project) => [project.path.toLowerCase(), project])),
    projectsByFormerPath: new Map(
      formerPaths.filter((entry): entry is [string, Project] => entry[1] !== undefined),
    ),
    groups: new Map(groups.map((group) => [group.id, group])),
    groupsByPath: new Map(groups.map((group) => [group.path.toLowerCase(), group])),
    tokens: new Map(tokens.map((token) => [token.token, token])),
  };
}

function rolesById(roles: Record<string, Role> = {}): Map<number, Role> {
  return new Map(Object.entries(roles).map(([id, role]) => [Number(id), role]));
}
