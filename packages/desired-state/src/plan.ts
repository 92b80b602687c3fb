/** The two kinds of entries, each with an allowlist of its own. */
export type EntryKind = "project" | "group";

/** A project or a group on an allowlist. */
export interface Entry {
  readonly kind: EntryKind;
  /** The ID of the project or group. */
  readonly id: number;
  /** Its full path, where it is known. */
  readonly path?: string;
}

/** Adds an entry to an allowlist, or removes it. */
export interface EntryChange extends Entry {
  readonly action: "add" | "remove";
}

/** Changes whether job tokens of other projects are limited to the allowlists. */
export interface SettingChange {
  readonly action: "set";
  readonly inboundEnabled: boolean;
  /** The value that was read. */
  readonly from: boolean;
}

/** One write to GitLab. */
export type Change = EntryChange | SettingChange;

/** A project or group that should be on an allowlist, and that was not found, or that the token's user may not see. */
export interface MissingTarget {
  readonly kind: EntryKind;
  /** The path by which it was looked up. */
  readonly path: string;
}

/**
 * What somebody should know before a plan is applied.
 *
 * | code | when |
 * | --- | --- |
 * | `opens_project` | the plan lets job tokens of all projects in |
 * | `empties_list` | the plan leaves a list with no entry but the project itself |
 * | `target_not_found` | a project or group to be added was not found, or the token's user may not see it |
 * | `duplicate` | a project or group is named more than once, for example by its path and its ID |
 * | `permissions_lost` | entries are removed, and with them the fine-grained permissions that were set for them |
 * | `removal_refused` | a project that is to be removed is not visible to the token's user: before GitLab 19.1, only somebody who sees it, such as an administrator, can remove it |
 * | `over_limit` | a list would have more than the 200 entries that GitLab allows |
 * | `removes_first` | a list is full, so that some entries have to be removed before others can be added |
 */
export type WarningCode =
  | "opens_project"
  | "empties_list"
  | "target_not_found"
  | "duplicate"
  | "permissions_lost"
  | "removal_refused"
  | "over_limit"
  | "removes_first";

/** A warning of a plan. */
export interface PlanWarning {
  readonly code: WarningCode;
  /** A sentence for people. */
  readonly message: string;
}

/** The changes that bring a project to its desired state. Plain data: it can be stored, sent and compared. */
export interface Plan {
  /** The version of this format. */
  readonly version: 1;
  /** The URL of the GitLab that the plan was made for. */
  readonly gitlab: string;
  /** The project that is changed. Its path is known when it was named by it, or when the list of projects was read. */
  readonly project: { readonly id: number; readonly path?: string };
  /** The changes, in the order in which they are made. */
  readonly changes: readonly Change[];
  /** The entries that stay, of the lists that the desired state gives. */
  readonly unchanged: readonly Entry[];
  /** What should be added and was not found. As long as there is any, applying the plan is not `ok`. */
  readonly missing: readonly MissingTarget[];
  readonly warnings: readonly PlanWarning[];
}
