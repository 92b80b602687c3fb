import type { Seed } from "./gitlab/seed.js";
import { type GitLabVersion, versionProfiles } from "./gitlab/version.js";
import type { RecordedRequest } from "./journal.js";
import type { ScenarioName } from "./scenarios/scenario.js";
import { scenarios } from "./scenarios/scenarios.js";

/**
 * How a fixture answers: from a world that remembers, with the document's static examples, or by asking a real GitLab.
 */
export type Mode = "stateful" | "examples" | "proxy";

/** What kind of GitLab to start, and where. */
export interface MockGitLabOptions {
  /** The version whose behaviour is followed. @default "19.1" */
  gitlab?: GitLabVersion;
  /** The world to start with. @default A small one: the project `group/app` (1) and a few others. */
  seed?: Seed;
  /** The situation to start in; it brings a world of its own. @default None. */
  scenario?: ScenarioName;
  /** @default "stateful" */
  mode?: Mode;
  /** The real GitLab that `mode: "proxy"` asks: `"https://gitlab.example.com"`. The client's token is passed on. */
  upstream?: string;
  /** Whether `close()` fails with a `ViolationError` when the document was broken. @default false */
  strict?: boolean;
  /** The address to listen on. @default "127.0.0.1" */
  host?: string;
  /** The port to listen on; 0 takes a free one. @default 0 */
  port?: number;
  /** Called after each request to GitLab's API, what authenticates being masked. @default Nothing is called. */
  onRequest?: (request: RecordedRequest) => void;
}

/** Options that were checked. */
export interface CheckedOptions extends MockGitLabOptions {
  gitlab: GitLabVersion;
  mode: Mode;
  host: string;
  port: number;
}

/**
 * Checks options, all but the seed, and adds the defaults.
 *
 * @throws {TypeError} When one is wrong, or two do not go together.
 */
export function checkOptions(options: MockGitLabOptions): CheckedOptions {
  const { gitlab = "19.1", mode = "stateful", host = "127.0.0.1", port = 0, scenario, upstream } = options;
  requireOneOf("gitlab", gitlab, Object.keys(versionProfiles));
  requireOneOf("mode", mode, ["stateful", "examples", "proxy"]);
  if (scenario !== undefined) requireScenario(scenario);
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    throw new TypeError(`port: ${port} is no port; expected 0 to 65535`);
  }
  if (typeof host !== "string" || host === "") throw new TypeError("host: expected an address or a name");
  if (mode === "proxy") requireUpstream(upstream);
  if (mode !== "proxy" && upstream !== undefined) throw new TypeError('upstream: only mode "proxy" has one');
  for (const name of ["seed", "scenario"] as const) {
    if (options[name] !== undefined) requireWorld(name, mode);
  }
  if (scenario !== undefined && options.seed !== undefined) {
    throw new TypeError("scenario: it brings a world of its own, and goes with no seed");
  }
  return { ...options, gitlab, mode, host, port };
}

/**
 * Takes a value for the name of a scenario.
 *
 * @throws {TypeError} When there is none of that name; the message names those that there are.
 */
export function requireScenario(name: unknown): asserts name is ScenarioName {
  requireOneOf("scenario", String(name), Object.keys(scenarios));
}

/**
 * Makes sure that a mode has a world.
 *
 * @throws {TypeError} When it has none; the message names what was asked of it.
 */
export function requireWorld(name: string, mode: Mode): void {
  if (mode !== "stateful") throw new TypeError(`${name}: mode "${mode}" has no world of its own`);
}

function requireOneOf(option: string, value: string, allowed: string[]): void {
  if (!allowed.includes(value)) {
    throw new TypeError(`${option}: "${value}" is none of ${allowed.map((one) => `"${one}"`).join(", ")}`);
  }
}

function requireUpstream(upstream: string | undefined): void {
  const isAddress = upstream !== undefined && URL.canParse(upstream) && /^https?:/i.test(upstream);
  if (!isAddress)
    throw new TypeError('upstream: mode "proxy" needs an address such as "https://gitlab.example.com"');
  if (/\/api\/v4\/?$/.test(upstream)) throw new TypeError("upstream: leave /api/v4 out; the client sends it");
  const { username, password, search, hash } = new URL(upstream);
  if (username || password || search || hash) {
    throw new TypeError("upstream: expected an address without a user, a query or a fragment");
  }
}
