/** The client that all others are compared with. */
export const baseline = "raw fetch";
export const challengers = ["openapi-client", "facade", "gitbeaker"] as const;

export type ContenderName = typeof baseline | (typeof challengers)[number];

/** A client that is measured, in the terms of the workloads. Every method throws when a request fails. */
export interface Contender {
  readonly name: ContenderName;
  /** Reads whether the setting is enabled. */
  read(): Promise<boolean>;
  /** Writes the setting, and returns the value that is read afterwards. */
  save(enabled: boolean): Promise<boolean>;
  /** Adds a project to the allowlist, and returns the ID in the response. */
  add(projectId: number): Promise<number>;
  remove(projectId: number): Promise<void>;
  /** Reads the allowlist to its end. */
  list(): Promise<readonly { readonly id: number }[]>;
}

/** A token in GitLab's format. */
export const token = "glpat-benchmark";
