import type { GroupReference, ProjectReference } from "@gitlab-job-token-scope/facade";

/**
 * What a project's job token scope should be. What is left out is left alone in GitLab; an explicit `undefined` or `null` is
 * refused, so that an unset variable changes nothing.
 *
 * @example
 * ```ts
 * import type { DesiredState } from "@gitlab-job-token-scope/desired-state";
 *
 * const state: DesiredState = {
 *   project: "group/app",
 *   inboundEnabled: true,
 *   projects: ["group/tool", 42],
 *   groups: ["partner"],
 *   prune: true,
 * };
 * ```
 */
export interface DesiredState {
  /** The project: its ID, its full path or its global ID. */
  readonly project: ProjectReference;
  /** Whether job tokens of other projects are limited to the allowlists. `false` opens the project to every job token. */
  readonly inboundEnabled?: boolean;
  /** The projects that should be on the allowlist. The project itself always is, and need not be named. */
  readonly projects?: readonly ProjectReference[];
  /** The groups that should be on the allowlist. */
  readonly groups?: readonly GroupReference[];
  /**
   * Whether to remove the entries that are not named, of the lists that are given.
   *
   * @default false
   */
  readonly prune?: boolean;
}
