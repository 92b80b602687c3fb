import type { ProjectState } from "./project-state.js";

/** The project or group that rows add to the allowlist and remove. */
export interface Target {
  readonly kind: "project" | "group";
  readonly id: number;
  /** The path of its allowlist: `/projects/1/job_token_scope/allowlist`. */
  readonly list: string;
  /** The parameter of its ID. */
  readonly name: "target_project_id" | "target_group_id";
}

/** Describes a target of a project, given the path of the project's settings. */
export function toTarget(kind: Target["kind"], id: number, scope: string): Target {
  return kind === "project"
    ? { kind, id, list: `${scope}/allowlist`, name: "target_project_id" }
    : { kind, id, list: `${scope}/groups_allowlist`, name: "target_group_id" };
}

/** Whether the target is on its allowlist. */
export function isListed({ kind, id }: Target, state: ProjectState): boolean {
  return (kind === "project" ? state.projects : state.groups).includes(id);
}
