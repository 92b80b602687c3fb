import type { Seed, SeedToken } from "../gitlab/seed.js";
import type { GitLabVersion } from "../gitlab/version.js";
import type { ScriptPart } from "../script/script.js";

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
