import type { ApplyResult, Audit, Plan } from "@gitlab-job-token-scope/desired-state";

/** Why something could not be done for a project. Plain data, without a token. */
export interface RecordError {
  /** A code of the facade's or desired-state's errors, or `unexpected` for anything else. */
  readonly code: string;
  readonly message: string;
  /** The status of GitLab's response, where there was one. */
  readonly status?: number;
  /** GitLab's `X-Request-Id`, by which an administrator finds the request in the logs. */
  readonly requestId?: string;
}

interface CommonRecord {
  /** The version of this format. */
  readonly version: 1;
  /** The URL of GitLab. */
  readonly gitlab: string;
  /** The project as it was named in the file or the arguments, with its ID and path as far as they are known. */
  readonly project: { readonly reference: string | number; readonly id?: number; readonly path?: string };
  /** Present if the project could not be planned, applied or audited. */
  readonly error?: RecordError;
}

/** What a project's plan is, or why there is none. */
export interface PlanRecord extends CommonRecord {
  readonly command: "plan";
  readonly plan?: Plan;
}

/** What became of a project's plan. */
export interface ApplyRecord extends CommonRecord {
  readonly command: "apply";
  readonly plan?: Plan;
  readonly result?: ApplyResult;
}

/** What a project allows, and what is wrong with it. */
export interface AuditRecord extends CommonRecord {
  readonly command: "audit";
  readonly audit?: Audit;
}

/** What a command did for one project: a line of `--report`, and of `--format ndjson`. */
export type ProjectRecord = PlanRecord | ApplyRecord | AuditRecord;
