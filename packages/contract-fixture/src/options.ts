import type { RateLimit } from "./gitlab/rate-limit.js";
import type { Seed } from "./gitlab/seed.js";
import { type GitLabVersion, versionProfiles } from "./gitlab/version.js";
import type { RecordedRequest } from "./journal.js";
import type { ScenarioName } from "./scenarios/scenario.js";
import { scenarios } from "./scenarios/scenarios.js";
import { isHost } from "./server/allowed-host.js";

/** The source of responses: a stateful GitLab in memory, the static examples of the OpenAPI document, or a real GitLab. */
export type Mode = "stateful" | "examples" | "proxy";

/** Options of `startMockGitLab()`. */
export interface MockGitLabOptions {
  /** The GitLab version to simulate. @default "19.1" */
  gitlab?: GitLabVersion;
  /** The initial state. @default The project `group/app` (ID 1), two other projects and two groups. */
  seed?: Seed;
  /** The scenario to start in. Cannot be combined with `seed`. @default No scenario. */
  scenario?: ScenarioName;
  /** The source of responses. @default "stateful" */
  mode?: Mode;
  /** The URL of the real GitLab for `mode: "proxy"`: `"https://gitlab.example.com"`. It receives the client's token. */
  upstream?: string;
  /**
   * The rate limit: more requests are refused with a 429, as GitLab does. Only in `mode: "stateful"`. A reset clears the counts.
   *
   * @default No limit.
   */
  rateLimit?: RateLimit;
  /**
   * Whether `close()` rejects with a `ViolationError` if there were violations since the start, even if they were cleared by
   * `reset()`, `scenario()` or `takeViolations()`. @default false
   */
  strict?: boolean;
  /** The address to listen on. @default "127.0.0.1" */
  host?: string;
  /**
   * Hosts that requests may name in their `Host` header, besides loopback addresses and `host`: `["gitlab.test"]`. Requests
   * that name another host get a 403, which protects against web pages that use DNS rebinding. A host without a port allows
   * all ports. @default []
   */
  allowHosts?: readonly string[];
  /** The port to listen on; 0 selects a free one. @default 0 */
  port?: number;
  /** Called after each request to GitLab's API. Credentials are masked. */
  onRequest?: (request: RecordedRequest) => void;
}

/** Validated options with defaults. */
export interface CheckedOptions extends MockGitLabOptions {
  gitlab: GitLabVersion;
  mode: Mode;
  host: string;
  port: number;
  allowHosts: readonly string[];
}

/**
 * Validates all options except the contents of the seed, and applies defaults.
 *
 * @throws {TypeError} If an option is invalid or conflicts with another.
 */
export function checkOptions(options: MockGitLabOptions): CheckedOptions {
  const { gitlab = "19.1", mode = "stateful", host = "127.0.0.1", port = 0, scenario, upstream } = options;
  const { allowHosts = [] } = options;
  requireOneOf("gitlab", gitlab, Object.keys(versionProfiles));
  requireOneOf("mode", mode, ["stateful", "examples", "proxy"]);
  if (scenario !== undefined) requireScenario(scenario);
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    throw new TypeError(`port: ${port} is not a valid port; expected 0 to 65535`);
  }
  if (typeof host !== "string" || host === "")
    throw new TypeError("host: expected an IP address or a host name");
  const invalidHost = allowHosts.find((allowed) => typeof allowed !== "string" || !isHost(allowed));
  if (invalidHost !== undefined) {
    throw new TypeError(
      `allowHosts: "${invalidHost}" is not a host such as "gitlab.test" or "gitlab.test:8080"`,
    );
  }
  if (mode === "proxy") requireUpstream(upstream);
  if (mode !== "proxy" && upstream !== undefined)
    throw new TypeError('upstream: only supported in mode "proxy"');
  if (options.rateLimit !== undefined) requireRateLimit(options.rateLimit);
  for (const name of ["seed", "scenario", "rateLimit"] as const) {
    if (options[name] !== undefined) requireStatefulMode(name, mode);
  }
  if (scenario !== undefined && options.seed !== undefined) {
    throw new TypeError("scenario: cannot be combined with a seed");
  }
  return { ...options, gitlab, mode, host, port, allowHosts };
}

/**
 * Checks that a value is the name of a scenario.
 *
 * @throws {TypeError} If it is not. The message lists the valid names.
 */
export function requireScenario(name: unknown): asserts name is ScenarioName {
  requireOneOf("scenario", String(name), Object.keys(scenarios));
}

/**
 * Checks that the mode is `"stateful"`.
 *
 * @throws {TypeError} If it is not. The message starts with the given option.
 */
export function requireStatefulMode(option: string, mode: Mode): void {
  if (mode !== "stateful") throw new TypeError(`${option}: not supported in mode "${mode}"`);
}

function requireOneOf(option: string, value: string, allowed: string[]): void {
  if (!allowed.includes(value)) {
    const names = allowed.map((name) => `"${name}"`).join(", ");
    throw new TypeError(`${option}: "${value}" is not one of ${names}`);
  }
}

function requireRateLimit({ requests, perMs }: RateLimit): void {
  if (!(Number.isSafeInteger(requests) && requests > 0)) {
    throw new TypeError(`rateLimit.requests: ${requests} is not a positive integer`);
  }
  if (!(Number.isSafeInteger(perMs) && perMs > 0 && perMs % 1000 === 0)) {
    throw new TypeError(`rateLimit.perMs: ${perMs} is not a whole number of seconds, such as 60000`);
  }
}

function requireUpstream(upstream: string | undefined): void {
  const isUrl = upstream !== undefined && URL.canParse(upstream) && /^https?:/i.test(upstream);
  if (!isUrl)
    throw new TypeError('upstream: mode "proxy" requires a URL such as "https://gitlab.example.com"');
  if (/\/api\/v4\/?$/.test(upstream)) throw new TypeError("upstream: omit /api/v4, which clients send");
  const { username, password, search, hash } = new URL(upstream);
  if (username || password || search || hash) {
    throw new TypeError("upstream: expected a URL without credentials, query or fragment");
  }
}
