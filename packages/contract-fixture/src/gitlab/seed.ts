/** Who may see a project or group without a role in it: its members, everyone with a token, everyone. */
export type Visibility = "private" | "internal" | "public";

/** GitLab's roles, in ascending order. The job token scope needs `maintainer` or `owner`. */
export type Role = "guest" | "reporter" | "developer" | "maintainer" | "owner";

/** What a token may be used for: reading and writing, or reading only. */
export type TokenScope = "api" | "read_api";

/** A project of the seed. */
export interface SeedProject {
  id: number;
  /** The full path, namespace included: `"group/app"`. */
  path: string;
  /** @default "private" */
  visibility?: Visibility;
  /** The project's own setting. @default true */
  inboundEnabled?: boolean;
  /** Ids of the projects on the allowlist. The project itself is always listed and need not be named. */
  allowedProjects?: number[];
  /** Ids of the groups on the allowlist. */
  allowedGroups?: number[];
  /** Paths the project had before it was moved. */
  formerPaths?: string[];
}

/** A group of the seed. */
export interface SeedGroup {
  id: number;
  /** The full path: `"group"`, `"group/subgroup"`. */
  path: string;
  /** @default "private" */
  visibility?: Visibility;
}

/** A token of the seed, and what its user may do. */
export interface SeedToken {
  /** What a client sends. */
  token: string;
  /** @default ["api"] */
  scopes?: TokenScope[];
  /** @default "active" */
  state?: "active" | "expired" | "revoked";
  /** Whether the user is an administrator, who may do everything. @default false */
  admin?: boolean;
  /** The user's roles by id. A role in a group holds for the projects and groups below it. */
  roles?: {
    projects?: Record<string, Role>;
    groups?: Record<string, Role>;
  };
}

/** The world a fixture starts with, the same in code and in a JSON file. */
export interface Seed {
  instance?: {
    /** Whether the instance forces every project's scope on. @default false */
    enforced?: boolean;
  };
  projects?: SeedProject[];
  groups?: SeedGroup[];
  /** @default One token, an administrator's. */
  tokens?: SeedToken[];
}

/** The token of a seed that names none: an administrator's. */
export const administratorToken = "glpat-administrator";

/** The world of a fixture that was given no seed. */
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
