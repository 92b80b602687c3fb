/** A change to a project, made while a client is at work. Only the given fields are replaced. */
export interface ProjectChange {
  /** The project's ID. */
  project: number;
  inboundEnabled?: boolean;
  /** IDs of the projects on its allowlist. */
  allowedProjects?: number[];
  /** IDs of the groups on its allowlist. */
  allowedGroups?: number[];
}
