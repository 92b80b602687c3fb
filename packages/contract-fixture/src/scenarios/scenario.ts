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

/** A request, and the status that it is answered with. */
export interface ScenarioRequest {
  /** `"GET /projects/1/job_token_scope"`: the method, and the path below `/api/v4`. */
  readonly request: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** 0 where the connection is reset instead. */
  readonly status: number;
}

/** A situation to test a client in. */
export interface Scenario {
  /** When this happens in real life. */
  readonly when: string;
  /** The version that behaves so. @default The fixture's own. */
  readonly gitlab?: GitLabVersion;
  /** The world, its tokens left out. @default The built-in one. */
  readonly world?: Readonly<Omit<Seed, "tokens">>;
  /** What `gitlab.token` may do. @default Everything. */
  readonly token?: Readonly<Omit<SeedToken, "token">>;
  /** What is answered instead of GitLab's own answers. */
  readonly script?: readonly ScriptPart[];
  /** What shows it, in this order. */
  readonly requests: readonly ScenarioRequest[];
}
