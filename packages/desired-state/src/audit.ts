import type { Change, Entry, MissingTarget, Plan } from "./plan.js";

/**
 * What somebody should look at.
 *
 * | code | when |
 * | --- | --- |
 * | `unrestricted` | job tokens of every project can use the project's API |
 * | `unreadable_target` | an entry's project or group is not visible to the token's user: before GitLab 19.1, only somebody who sees a project can remove it |
 * | `near_limit` | a list has 180 of the 200 entries that GitLab allows, or more |
 * | `differs` | the project is not in its desired state |
 */
export type FindingCode = "unrestricted" | "unreadable_target" | "near_limit" | "differs";

/** One finding of an audit. */
export interface Finding {
  readonly code: FindingCode;
  /** A sentence for people. */
  readonly message: string;
  /** The entry that it is about, where it is about one. */
  readonly entry?: Entry;
}

/** What a project allows, and what is wrong with it. Plain data. */
export interface Audit {
  /** The version of this format. */
  readonly version: 1;
  readonly gitlab: string;
  readonly project: Plan["project"];
  /** Whether job tokens of other projects are limited to the allowlists: the value in force. */
  readonly inboundEnabled: boolean;
  /** The allowed projects, without the project itself, which always is. */
  readonly projects: readonly Entry[];
  readonly groups: readonly Entry[];
  /** How many entries can be added to each list. */
  readonly free: { readonly projects: number; readonly groups: number };
  readonly findings: readonly Finding[];
  /** With a desired state: what differs from it. */
  readonly differences?: { readonly changes: readonly Change[]; readonly missing: readonly MissingTarget[] };
}
