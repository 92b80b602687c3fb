import { parseArgs } from "node:util";
import type { GitLabVersion } from "./gitlab/version.js";
import type { MockGitLabOptions, Mode } from "./options.js";
import type { ScenarioName } from "./scenarios/scenario.js";

/** What `--help` prints. */
export const usage = `Usage: contract-fixture [options]

Starts a GitLab to test against: the CI/CD job token scope API, with state, checked against its OpenAPI document.

  --port NUMBER            the port to listen on; 0, the default, takes a free one
  --host ADDRESS           the address to listen on; default 127.0.0.1
  --seed FILE              the world to start with: .yaml, .yml, or JSON
  --scenario NAME          the situation to start in, instead of a seed: "rate-limited-seconds", "moved-project", …
  --gitlab VERSION         the behaviour of "18.0", "18.8" or "19.1"; default 19.1
  --mode MODE              "stateful", the default; "examples": static answers that remember nothing;
                           or "proxy": checks what passes between a client and a real GitLab
  --upstream URL           the real GitLab for --mode proxy: https://gitlab.example.com
  --strict                 fail at the end, with status 1, if the document was broken, and say where
  --ready-json             print one line, {"url","apiUrl","token","pid"}, when it listens
  --exit-on-stdin-close    end when standard input is closed
  --help                   print this
  --version                print the version

It writes a line for each request to standard error: readable on a terminal, JSON elsewhere. It ends on SIGTERM and SIGINT.
Open its address in a browser to see its world and its requests. In tests, ask it over HTTP, below /-/fixture/:
GET health, requests, violations, state, scenarios; POST reset, script, scenario.`;

/** What the command was asked to do. */
export interface CommandLine extends Omit<MockGitLabOptions, "seed" | "onRequest"> {
  command: "start" | "help" | "version";
  seedFile?: string;
  readyJson: boolean;
  exitOnStdinClose: boolean;
}

/**
 * Reads the command's arguments. Whether a value will do is for `startMockGitLab` to say.
 *
 * @throws {Error} When an option is unknown or lacks its value, or the port is no number.
 */
export function parseCommandLine(args: string[]): CommandLine {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string" },
      host: { type: "string" },
      seed: { type: "string" },
      scenario: { type: "string" },
      gitlab: { type: "string" },
      mode: { type: "string" },
      upstream: { type: "string" },
      strict: { type: "boolean", default: false },
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
    ...(values.host !== undefined && { host: values.host }),
    ...(values.seed !== undefined && { seedFile: values.seed }),
    ...(values.upstream !== undefined && { upstream: values.upstream }),
    // Checked by startMockGitLab, which names the ones there are.
    ...(values.scenario !== undefined && { scenario: values.scenario as ScenarioName }),
    ...(values.gitlab !== undefined && { gitlab: values.gitlab as GitLabVersion }),
    ...(values.mode !== undefined && { mode: values.mode as Mode }),
  };
}

function parsePort(value: string): number {
  if (!/^\d+$/.test(value)) throw new Error(`--port: "${value}" is no port; expected 0 to 65535`);
  return Number(value);
}
