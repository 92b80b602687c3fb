/** What somebody else does to a project while a client is at work: what is named is replaced. */
export interface ProjectChange {
  /** The project's id. */
  project: number;
  inboundEnabled?: boolean;
  /** Ids of the projects on its allowlist. */
  allowedProjects?: number[];
  /** Ids of the groups on its allowlist. */
  allowedGroups?: number[];
}
