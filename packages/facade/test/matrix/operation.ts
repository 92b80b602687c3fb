import type { MockGitLab, ScenarioName } from "@gitlab-job-token-scope/contract-fixture";
import type { ErrorCode, GitLab, RequestOptions } from "@gitlab-job-token-scope/facade";
import type { FaultyFetch } from "./faulty-fetch.js";
import type { Snapshot } from "./snapshot.js";

/** A request, as the tests name it: `PATCH /projects/1/job_token_scope {"enabled":true}`. */
export interface NamedRequest {
  readonly method: "GET" | "PATCH" | "POST" | "DELETE";
  /** Method, path below `/api/v4`, page from the second on, and body. */
  readonly name: string;
}

/** One of the requests of an operation, into which a fault is injected. */
export interface FaultTarget extends NamedRequest {
  /** Which one of several equal requests, counted from 1. A retry is not another request. @default 1 */
  readonly occurrence?: number;
  /**
   * What it is for:
   *
   * - `read`: its result is that of the operation, or is needed for it (a look-up).
   * - `write`: the change itself.
   * - `confirm`: reads the setting after GitLab accepted the write.
   * - `settle`: reads after the response to the write was lost.
   * - `check`: reads the list after GitLab refused the write for a reason that leaves open whether the entry is there.
   * - `caught`: its failure is caught, and the operation goes on.
   */
  readonly role: "read" | "write" | "confirm" | "settle" | "check" | "caught";
  /** For `settle`: the write whose response is lost, and whether GitLab carries it out. */
  readonly lostWrite?: { readonly request: NamedRequest; readonly isCarriedOut: boolean };
}

/** What an operation works with. */
export interface Context {
  readonly gitlab: GitLab;
  readonly server: MockGitLab;
  readonly faults: FaultyFetch;
  snapshot(): Snapshot;
}

/** A public operation of the facade, in a situation. */
export interface Operation {
  readonly name: string;
  readonly scenario?: ScenarioName;
  /** @default An administrator's token. */
  readonly token?: string;
  readonly targets: readonly FaultTarget[];
  /** Makes the situation, and returns the operation itself. */
  prepare(context: Context): Promise<(options: RequestOptions) => Promise<unknown>>;
  /** GitLab's state when the operation has done its work. @default Nothing changes. */
  requested?(before: Snapshot): Snapshot;
  /** Whether that is GitLab's state from the beginning: a change would not show. @default false */
  readonly isFulfilled?: boolean;
  /** What the operation resolves to when nothing goes wrong. */
  value?(after: Snapshot): unknown;
  /** What it resolves to when the response to the write was lost and its effect is there. @default `value` */
  readonly valueAfterLoss?: unknown;
  /** What it fails with when nothing goes wrong. */
  readonly refuses?: ErrorCode;
  /** What it fails with when the `check` fails. */
  readonly refusesUnchecked?: ErrorCode;
}

/** Names a request. */
export function named(method: NamedRequest["method"], path: string, body?: object): NamedRequest {
  return { method, name: [method, path, body && JSON.stringify(body)].filter(Boolean).join(" ") };
}
