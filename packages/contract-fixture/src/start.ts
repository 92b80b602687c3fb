import type { Engine } from "./engine/engine.js";
import { examplesEngine } from "./engine/examples-engine.js";
import { loadDocument } from "./engine/prism.js";
import { createStatefulEngine } from "./engine/stateful-engine.js";
import { InMemoryGitLab } from "./gitlab/gitlab.js";
import { parseSeed } from "./gitlab/parse-seed.js";
import { administratorToken, builtInSeed, type Seed } from "./gitlab/seed.js";
import { type GitLabVersion, versionProfiles } from "./gitlab/version.js";
import { Journal, type RecordedRequest } from "./journal.js";
import { createApp, fetchFrom } from "./server/app.js";
import { listen } from "./server/listen.js";
import type { Violation } from "./violation.js";

/** How a fixture answers: from a world that remembers, or with the document's static examples. */
export type Mode = "stateful" | "examples";

/** What kind of GitLab to start, and where. */
export interface MockGitLabOptions {
  /** The version whose behaviour is followed. @default "19.1" */
  gitlab?: GitLabVersion;
  /** The world to start with. @default A small one: the project `group/app` (1) and a few others. */
  seed?: Seed;
  /** @default "stateful" */
  mode?: Mode;
  /** The address to listen on. @default "127.0.0.1" */
  host?: string;
  /** The port to listen on; 0 takes a free one. @default 0 */
  port?: number;
}

/** A GitLab that listens. `await using` closes it at the end of the block. */
export interface MockGitLab extends AsyncDisposable {
  /** The address for clients that ask for GitLab's: `"http://127.0.0.1:49152"`. */
  readonly url: string;
  /** The address for clients that ask for the API's: the same with `/api/v4`. */
  readonly apiUrl: string;
  /** A token that the fixture accepts: the seed's first, or an administrator's. */
  readonly token: string;
  /** The same GitLab without a socket, for clients that take a `fetch`. It obeys `signal`, and follows no redirect. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** The requests since the start or the last reset, oldest first. */
  requests(): readonly RecordedRequest[];
  /** What requests or answers broke of the document since the start or the last reset, oldest first. */
  violations(): readonly Violation[];
  /** Puts the world back to the seed and forgets the requests. */
  reset(): void;
  /** Stops listening and ends open connections. */
  close(): Promise<void>;
}

/**
 * Starts a GitLab to test against: the job token scope API over real HTTP, checked by Prism on every exchange.
 *
 * @throws {SeedError} When the seed contradicts itself; the message names each place.
 * @throws {TypeError} When another option is wrong.
 * @throws {Error} When the address cannot be listened on.
 *
 * @example
 * ```ts
 * import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
 *
 * await using gitlab = await startMockGitLab({ seed: { projects: [{ id: 1, path: "group/app" }] } });
 * const response = await fetch(`${gitlab.apiUrl}/projects/1/job_token_scope`, {
 *   headers: { "PRIVATE-TOKEN": gitlab.token },
 * });
 * console.log(await response.json()); // { inbound_enabled: true, outbound_enabled: false }
 * ```
 */
export async function startMockGitLab(options: MockGitLabOptions = {}): Promise<MockGitLab> {
  const { gitlab = "19.1", mode = "stateful", host = "127.0.0.1", port = 0 } = options;
  requireOneOf("gitlab", gitlab, Object.keys(versionProfiles));
  requireOneOf("mode", mode, ["stateful", "examples"]);
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    throw new TypeError(`port: ${port} is no port; expected 0 to 65535`);
  }
  if (typeof host !== "string" || host === "") throw new TypeError("host: expected an address or a name");
  const seed = options.seed === undefined ? builtInSeed : parseSeed(options.seed);

  const model = new InMemoryGitLab(seed, gitlab);
  const engine: Engine = mode === "examples" ? examplesEngine : createStatefulEngine(model);
  const journal = new Journal();
  const app = createApp(engine, journal);
  await loadDocument();
  const server = await listen(app, host, port);

  return {
    url: server.url,
    apiUrl: `${server.url}/api/v4`,
    token: seed.tokens?.[0]?.token ?? administratorToken,
    fetch: (input, init) => fetchFrom(app, new Request(input, init)),
    requests: () => journal.requests(),
    violations: () => journal.violations(),
    reset: () => {
      model.reset();
      journal.clear();
    },
    close: () => server.close(),
    [Symbol.asyncDispose]: () => server.close(),
  };
}

function requireOneOf(option: string, value: string, allowed: string[]): void {
  if (!allowed.includes(value)) {
    throw new TypeError(`${option}: "${value}" is none of ${allowed.map((one) => `"${one}"`).join(", ")}`);
  }
}
