import type { ErrorCode } from "@gitlab-job-token-scope/facade";
import type { Change } from "./plan.js";

/**
 * What became of a change.
 *
 * | status | |
 * | --- | --- |
 * | `applied` | it was made, and is in force |
 * | `already` | GitLab was in this state already |
 * | `failed` | it was not made |
 * | `unconfirmed` | it may have been made: the response was lost, and GitLab could not be asked |
 * | `skipped` | it was not tried, and `error` says why |
 */
export type OutcomeStatus = "applied" | "already" | "failed" | "unconfirmed" | "skipped";

/**
 * Why a change was skipped.
 *
 * | code | when |
 * | --- | --- |
 * | `open_not_allowed` | it opens the project, which needs `allow: ["open"]` |
 * | `empty_not_allowed` | it would leave a list with no entry but the project itself, which needs `allow: ["empty"]` |
 * | `addition_failed` | an addition failed, and somebody could lose access: `allow: ["partial"]` goes on all the same |
 * | `dry_run` | nothing is written in a dry run |
 * | `aborted` | the signal was aborted before |
 */
export type SkipCode = "open_not_allowed" | "empty_not_allowed" | "addition_failed" | "dry_run" | "aborted";

/** Why a change was not made, or may not have been. Plain data. */
export interface OutcomeError {
  /** A code of the facade's errors, or the reason to skip the change. */
  readonly code: ErrorCode | SkipCode;
  readonly message: string;
  /** The status of GitLab's response, where there was one. */
  readonly status?: number;
  /** GitLab's `X-Request-Id`, by which an administrator finds the request in the logs. */
  readonly requestId?: string;
}

/** A change, and what became of it. */
export interface Outcome {
  readonly change: Change;
  readonly status: OutcomeStatus;
  /** Present unless the change is in force. */
  readonly error?: OutcomeError;
}

/** What became of a plan. */
export interface ApplyResult {
  /** Whether every change is in force, and nothing was missing. */
  readonly ok: boolean;
  /** One for each change, in the order of the plan. */
  readonly outcomes: readonly Outcome[];
}
