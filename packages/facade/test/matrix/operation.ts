import type { OperationId, ScenarioName } from "@gitlab-job-token-scope/contract-fixture";
import type { ErrorCode, GitLab, RequestOptions } from "@gitlab-job-token-scope/facade";
import type { World } from "./world.js";

/** One of the requests that an operation makes, for a fault to strike. */
export interface Strike {
  operation: OperationId;
  method: "GET" | "PATCH" | "POST" | "DELETE";
  /** Below `/api/v4`. */
  address: string;
  /**
   * What it is for: `confirm` reads a setting that was written, `settle` reads the list after an addition whose answer was
   * lost.
   */
  role: "read" | "change" | "add" | "confirm" | "settle";
  /** For `settle`: whether the addition was carried out. */
  isAdded?: boolean;
}

/** A public operation of the facade. */
export interface Operation {
  name: string;
  scenario?: ScenarioName;
  strikes: readonly Strike[];
  /** Does what comes before, and gives the operation itself. */
  prepare(gitlab: GitLab): Promise<(options: RequestOptions) => Promise<unknown>>;
  /** Whether GitLab stands as it was asked to. @default Always: nothing is asked of it. */
  isAsked?(after: World): boolean;
  /** Whether the value it resolved to is true of GitLab. @default Always: there is none. */
  isTrue?(value: unknown, after: World, isChanged: boolean): boolean;
  /** What it fails with when nothing goes wrong on the way. */
  refuses?: ErrorCode;
}
