/** The desired state of a project: it is restricted, and both lists have these entries and no others. */
export interface FleetState {
  readonly project: string;
  readonly projects: readonly string[];
  readonly groups: readonly string[];
}
