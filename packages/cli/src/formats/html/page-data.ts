import type { RecordStatus } from "../describe-record.js";

/** What the page shows, as it stands in it. Short, since a fleet has thousands of nodes. */
export interface PageData {
  /** The URL of GitLab, if it is one. */
  readonly gitlab?: string;
  readonly nodes: readonly PageNode[];
  readonly arrows: readonly PageArrow[];
}

/** A project, a group, or everybody: all projects of the instance. */
export interface PageNode {
  readonly kind: "project" | "group" | "everybody";
  readonly id?: number;
  /** The path, or what stands for it where it is not known. */
  readonly path: string;
  /** Whether `path` is one. */
  readonly isPath: boolean;
  /** What became of the project. Absent for what is only an entry of an allowlist. */
  readonly status?: RecordStatus;
  /** Whether job tokens of every project can use it. Absent where it is not known. */
  readonly isOpen?: boolean;
  /** Whether it was not found, or is not visible to the token's user. */
  readonly isUnreadable?: boolean;
  /** What became of the project, in a few words and in detail. */
  readonly headline?: string;
  readonly lines?: readonly string[];
}

/** An entry of an allowlist, and whether it stays. */
export type ArrowState = "stays" | "added" | "removed" | "failed" | "unreadable" | "open";

/** Who may call whom: the indexes of two nodes, the caller first. */
export type PageArrow = readonly [from: number, to: number, state: ArrowState];
