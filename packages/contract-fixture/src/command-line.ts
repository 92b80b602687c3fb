import { parseArgs } from "node:util";
import type { RateLimit } from "./gitlab/rate-limit.js";
import type { GitLabVersion } from "./gitlab/version.js";
import type { MockGitLabOptions, Mode } from "./options.js";
import type { ScenarioName } from "./scenarios/scenario.js";

/** The text of `--help`. */
export const usage = `Usage: contract-fixture [options]
       contract-fixture verify --url URL [options]

Starts a mock GitLab: a stateful CI/CD job token scope API that validates requests against its OpenAPI document.

  --port NUMBER            the port to listen on; default 0, which selects a free port
  --host ADDRESS           the address to listen on; default 127.0.0.1
  --allow-host HOST        another host that requests may name, with or without a port; can be repeated
  --seed FILE              the initial state: a .yaml, .yml or JSON file
  --scenario NAME          the scenario to start in, instead of a seed: "rate-limited-seconds", "moved-project", …
  --gitlab VERSION         the GitLab version to simulate: "18.0", "18.8" or "19.1" (default)
  --mode MODE              "stateful" (default); "examples" for static, stateless responses;
                           or "proxy" to validate the traffic between a client and a real GitLab
  --upstream URL           the real GitLab for --mode proxy: https://gitlab.example.com
  --rate-limit LIMIT       the number of requests per token and period: "100/60s"; more are refused with a 429
  --strict                 on exit, list violations of the OpenAPI document and exit with status 1 if there were any since
                           the start, even before a reset
  --coverage FILE          on exit, write which operations, statuses and examples of the document were sent, as JSON, and log a
                           summary
  --ready-json             print one line of JSON, {"url","apiUrl","token","pid"}, when ready
  --exit-on-stdin-close    exit when standard input is closed
  -h, --help               print this help
  -v, --version            print the version

Logs each request to standard error: as text on a terminal, as JSON otherwise. Exits on SIGTERM and SIGINT.
Open the URL in a browser to inspect the state and the requests. Tests can control the fixture over HTTP, below /-/fixture/:
GET health, requests, violations, coverage, scripts, state, scenarios; POST reset, script, scenario, seed, violations/take,
requests/assert, requests/assert-order.

verify compares a real GitLab with the mock one: contract-fixture verify --help.`;

/** The parsed command line. */
export interface CommandLine extends Omit<MockGitLabOptions, "seed" | "onRequest"> {
  command: "start" | "help" | "version";
  seedFile?: string;
  coverageFile?: string;
  readyJson: boolean;
  exitOnStdinClose: boolean;
}

/**
 * Parses the arguments of the command. `startMockGitLab` validates the values.
 *
 * @throws {Error} If an option is unknown, its value is missing, or the port or the rate limit has another format.
 */
export function parseCommandLine(args: string[]): CommandLine {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string" },
      host: { type: "string" },
      "allow-host": { type: "string", multiple: true },
      seed: { type: "string" },
      scenario: { type: "string" },
      gitlab: { type: "string" },
      mode: { type: "string" },
      upstream: { type: "string" },
      "rate-limit": { type: "string" },
      strict: { type: "boolean", default: false },
      coverage: { type: "string" },
      "ready-json": { type: "boolean", default: false },
      "exit-on-stdin-close": { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
      version: { type: "boolean", short: "v" },
    },
  });
  return {
    command: values.help ? "help" : values.version ? "version" : "start",
    readyJson: values["ready-json"],
    exitOnStdinClose: values["exit-on-stdin-close"],
    strict: values.strict,
    ...(values.port !== undefined && { port: parsePort(values.port) }),
    ...(values["rate-limit"] !== undefined && { rateLimit: parseRateLimit(values["rate-limit"]) }),
    ...(values.host !== undefined && { host: values.host }),
    ...(values["allow-host"] !== undefined && { allowHosts: values["allow-host"] }),
    ...(values.seed !== undefined && { seedFile: values.seed }),
    ...(values.coverage !== undefined && { coverageFile: values.coverage }),
    ...(values.upstream !== undefined && { upstream: values.upstream }),
    // Validated by startMockGitLab, which lists the valid values.
    ...(values.scenario !== undefined && { scenario: values.scenario as ScenarioName }),
    ...(values.gitlab !== undefined && { gitlab: values.gitlab as GitLabVersion }),
    ...(values.mode !== undefined && { mode: values.mode as Mode }),
  };
}

function parseRateLimit(value: string): RateLimit {
  const [, requests, seconds] = /^([1-9]\d*)\/([1-9]\d*)s$/.exec(value) ?? [];
  if (requests === undefined || seconds === undefined) {
    throw new Error(`--rate-limit: "${value}" is not a number of requests and of seconds, such as "100/60s"`);
  }
  return { requests: Number(requests), perMs: Number(seconds) * 1000 };
}

function parsePort(value: string): number {
  if (!/^\d+$/.test(value)) throw new Error(`--port: "${value}" is not a valid port; expected 0 to 65535`);
  return Number(value);
}
