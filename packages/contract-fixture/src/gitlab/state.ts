import type { Role, Seed, SeedGroup, SeedProject, SeedToken } from "./seed.js";
import type { Store } from "./store.js";
import type { GitLabVersion } from "./version.js";

/** The current state, in the format of the seed. Tokens are masked. */
export interface State {
  readonly gitlab: GitLabVersion;
  readonly instance: Required<NonNullable<Seed["instance"]>>;
  readonly projects: readonly Required<SeedProject>[];
  readonly groups: readonly Required<SeedGroup>[];
  readonly tokens: readonly Required<SeedToken>[];
}

/** Copies the state of a store; later changes to the store do not affect the copy. */
export function readState(store: Store): Omit<State, "gitlab"> {
  return {
    instance: { enforced: store.enforced },
    projects: [...store.projects.values()].map((project) => ({
      id: project.id,
      path: project.path,
      visibility: project.visibility,
      archived: project.archived,
      inboundEnabled: project.inboundEnabled,
      allowedProjects: [...project.allowedProjects].sort((a, b) => a - b),
      allowedGroups: [...project.allowedGroups].sort((a, b) => a - b),
      formerPaths: [...project.formerPaths],
    })),
    groups: [...store.groups.values()].map(({ id, path, visibility }) => ({ id, path, visibility })),
    tokens: [...store.tokens.values()].map(({ scopes, state, admin, projectRoles, groupRoles }) => ({
      token: "[masked]",
      scopes: [...scopes],
      state,
      admin,
      roles: { projects: toRecord(projectRoles), groups: toRecord(groupRoles) },
    })),
  };
}

function toRecord(roles: ReadonlyMap<number, Role>): Record<string, Role> {
  return Object.fromEntries([...roles].map(([id, role]) => [String(id), role]));
}
