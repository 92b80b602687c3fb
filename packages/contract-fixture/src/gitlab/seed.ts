/** Who can see a project or group: only members, any authenticated user, or everyone. */
export type Visibility = "private" | "internal" | "public";

/** GitLab's roles, in ascending order. Managing the job token scope requires `maintainer` or `owner`. */
export type Role = "guest" | "reporter" | "developer" | "maintainer" | "owner";

/** The scope of a token: `api` for reading and writing, `read_api` for reading only, `read_user` for its user only. */
export type TokenScope = "api" | "read_api" | "read_user";

/** A project in the seed. */
export interface SeedProject {
  id: number;
  /** The full path, including the namespace: `"group/app"`. */
  path: string;
  /** @default "private" */
  visibility?: Visibility;
  /**
   * Whether it is archived. The list of a group's projects can leave it out. Its job token scope can be changed nevertheless.
   *
   * @default false
   */
  archived?: boolean;
  /** The project's own setting, regardless of the instance's. @default true */
  inboundEnabled?: boolean;
  /** IDs of the projects on the allowlist. The project itself is always listed and can be omitted. */
  allowedProjects?: number[];
  /** IDs of the groups on the allowlist. */
  allowedGroups?: number[];
  /** Full paths that the project had before it was moved. */
  formerPaths?: string[];
}

/** A group in the seed. */
export interface SeedGroup {
  id: number;
  /** The full path: `"group"`, `"group/subgroup"`. */
  path: string;
  /** @default "private" */
  visibility?: Visibility;
}

/** A token in the seed, and the permissions of its user. */
export interface SeedToken {
  /** The value that a client sends. */
  token: string;
  /** @default ["api"] */
  scopes?: TokenScope[];
  /** @default "active" */
  state?: "active" | "expired" | "revoked";
  /** Whether the user is an administrator. @default false */
  admin?: boolean;
  /** The user's roles, by project or group ID. A role in a group is inherited by its subgroups and projects. */
  roles?: {
    projects?: Record<string, Role>;
    groups?: Record<string, Role>;
  };
}

/** The initial state of a fixture. Seed files have the same format. */
export interface Seed {
  instance?: {
    /** Whether the instance enforces the job token scope for all projects. @default false */
    enforced?: boolean;
  };
  projects?: SeedProject[];
  groups?: SeedGroup[];
  /** @default A single administrator token. */
  tokens?: SeedToken[];
}

/** The administrator token used if the seed defines no tokens. */
export const administratorToken = "glpat-administrator";

/** The seed used if none is given. */
export const builtInSeed: Required<Pick<Seed, "projects" | "groups">> = {
  projects: [
    { id: 1, path: "group/app" },
    { id: 2, path: "group/library" },
    { id: 42, path: "group/tool" },
  ],
  groups: [
    { id: 7, path: "group" },
    { id: 8, path: "partner" },
  ],
};
