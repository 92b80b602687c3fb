/** The client that all others are compared with. */
export const baseline = "raw fetch";

/** Gitbeaker queues requests above 3,000 a minute; without its limiter it is measured as well. */
export const challengers = [
  "openapi-client",
  "facade",
  "gitbeaker",
  "gitbeaker, no limit",
  "python-gitlab",
] as const;

export type Challenger = (typeof challengers)[number];
export type ContenderName = typeof baseline | Challenger;

/** A client that is measured, in the terms of the jobs. Every method throws when a request fails. */
export interface Contender {
  /** Reads whether the setting is enabled. */
  read(): Promise<boolean>;
  /** Writes the setting, and returns the value that is read afterwards. */
  save(enabled: boolean): Promise<boolean>;
  /** Adds a project to the allowlist, and returns the ID in the response. */
  add(target: number): Promise<number>;
  remove(target: number): Promise<void>;
  /** Reads the allowlist to its end, and returns the IDs. */
  list(): Promise<number[]>;
  /** Reads the allowlist of groups to its end, and returns the IDs. */
  listGroups(): Promise<number[]>;
}

/** Returns a contender for a project. All of one factory share a client. */
export type ContenderFactory = (project: number) => Contender;

/** A token in GitLab's format. */
export const token = "glpat-benchmark";
