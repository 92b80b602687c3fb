import { administratorToken, type Role, type Seed, type TokenScope, type Visibility } from "./seed.js";

/** A project and its current settings. */
export interface Project {
  readonly id: number;
  readonly path: string;
  readonly visibility: Visibility;
  readonly archived: boolean;
  inboundEnabled: boolean;
  allowedProjects: Set<number>;
  allowedGroups: Set<number>;
  readonly formerPaths: readonly string[];
}

/** A group. */
export interface Group {
  readonly id: number;
  readonly path: string;
  readonly visibility: Visibility;
}

/** A token, and the permissions of its user. */
export interface Token {
  readonly token: string;
  readonly scopes: readonly TokenScope[];
  readonly state: "active" | "expired" | "revoked";
  readonly admin: boolean;
  /** Each token has its own user. */
  readonly userId: number;
  readonly projectRoles: ReadonlyMap<number, Role>;
  readonly groupRoles: ReadonlyMap<number, Role>;
}

/** The data of the in-memory GitLab. Path lookups are case-insensitive, as in GitLab: their keys are in lower case. */
export interface Store {
  readonly enforced: boolean;
  readonly projects: ReadonlyMap<number, Project>;
  readonly projectsByPath: ReadonlyMap<string, Project>;
  readonly projectsByFormerPath: ReadonlyMap<string, Project>;
  readonly groups: ReadonlyMap<number, Group>;
  readonly groupsByPath: ReadonlyMap<string, Group>;
  readonly tokens: ReadonlyMap<string, Token>;
}

/** Creates a store from a validated seed. */
export function createStore(seed: Seed): Store {
  const projects = (seed.projects ?? []).map(
    ({
      id,
      path,
      visibility = "private",
      archived = false,
      inboundEnabled = true,
      formerPaths = [],
      ...lists
    }) => ({
      id,
      path,
      visibility,
      archived,
      inboundEnabled,
      allowedProjects: new Set(lists.allowedProjects),
      allowedGroups: new Set(lists.allowedGroups),
      formerPaths,
    }),
  );
  const groups = (seed.groups ?? []).map(({ id, path, visibility = "private" }) => ({
    id,
    path,
    visibility,
  }));
  const tokens = (seed.tokens ?? [{ token: administratorToken, admin: true }]).map(
    ({ token, scopes = ["api"], state = "active", admin = false, roles = {} }, index) => ({
      token,
      scopes,
      state,
      admin,
      userId: index + 1,
      projectRoles: rolesById(roles.projects),
      groupRoles: rolesById(roles.groups),
    }),
  );
  const formerPaths = projects.flatMap((project) =>
    project.formerPaths.map((path): [string, Project] => [path.toLowerCase(), project]),
  );

  return {
    enforced: seed.instance?.enforced ?? false,
    projects: new Map(projects.map((project) => [project.id, project])),
    projectsByPath: new Map(projects.map((project) => [project.path.toLowerCase(), project])),
    projectsByFormerPath: new Map(formerPaths),
    groups: new Map(groups.map((group) => [group.id, group])),
    groupsByPath: new Map(groups.map((group) => [group.path.toLowerCase(), group])),
    tokens: new Map(tokens.map((token) => [token.token, token])),
  };
}

function rolesById(roles: Record<string, Role> = {}): Map<number, Role> {
  return new Map(Object.entries(roles).map(([id, role]) => [Number(id), role]));
}
