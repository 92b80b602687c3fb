import type { RateLimit } from "../gitlab/rate-limit.js";
import type { Seed, SeedToken } from "../gitlab/seed.js";
import type { GitLabVersion } from "../gitlab/version.js";
import type { ScriptPart } from "../script/script.js";

/** The name of a scenario. */
export type ScenarioName =
  | "enforced-silent"
  | "enforced-400"
  | "duplicate"
  | "not-listed"
  | "own-project"
  | "target-missing"
  | "target-forbidden"
  | "project-limit"
  | "group-limit"
  | "no-role-404"
  | "developer-403"
  | "insufficient-scope"
  | "expired-token"
  | "moved-project"
  | "rate-limited-seconds"
  | "rate-limited-date"
  | "rate-limited-no-header"
  | "rate-limited-counted"
  | "resource-lock"
  | "empty-502"
  | "html-502"
  | "html-200"
  | "malformed-json"
  | "add-succeeds-then-502"
  | "three-page-list"
  | "own-project-twice"
  | "rows-move-between-pages"
  | "slow"
  | "reset"
  | "reset-after-write";

/** A request and the status of its response. */
export interface ScenarioRequest {
  /** The method, and the path below `/api/v4`: `"GET /projects/1/job_token_scope"`. */
  readonly request: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** 0 if the connection is reset. */
  readonly status: number;
}

/** A situation that a client should handle. */
export interface Scenario {
  /** The circumstances in which this happens. */
  readonly when: string;
  /** The GitLab version. @default The version of the fixture. */
  readonly gitlab?: GitLabVersion;
  /** The initial state, without tokens. @default The default seed. */
  readonly seed?: Readonly<Omit<Seed, "tokens">>;
  /** The permissions of `gitlab.token`. @default An administrator's. */
  readonly token?: Readonly<Omit<SeedToken, "token">>;
  /** The rate limit. @default The rate limit of the fixture. */
  readonly rateLimit?: RateLimit;
  /** Responses that replace GitLab's. */
  readonly script?: readonly ScriptPart[];
  /** Requests that demonstrate the scenario, in order. */
  readonly requests: readonly ScenarioRequest[];
}
