import { parseArgs } from "node:util";
import type { GitLabVersion } from "./gitlab/version.js";
import type { MockGitLabOptions, Mode } from "./options.js";

/** What `--help` prints. */
export const usage = `Usage: contract-fixture [options]

Starts a GitLab to test against: the CI/CD job token scope API, with state, checked against its OpenAPI document.

  --port NUMBER            the port to listen on; 0, the default, takes a free one
  --host ADDRESS           the address to listen on; default 127.0.0.1
  --seed FILE              the world to start with, as JSON
  --gitlab VERSION         the behaviour of "18.0", "18.8" or "19.1"; default 19.1
  --mode MODE              "stateful", the default, or "examples": static answers that remember nothing
  --ready-json             print one line, {"url","apiUrl","token","pid"}, when it listens
  --exit-on-stdin-close    end when standard input is closed
  --help                   print this
  --version                print the version

It ends on SIGTERM and SIGINT.`;

/** What the command was asked to do. */
export interface CommandLine extends Omit<MockGitLabOptions, "seed"> {
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
      gitlab: { type: "string" },
      mode: { type: "string" },
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
    ...(values.port !== undefined && { port: parsePort(values.port) }),
    ...(values.host !== undefined && { host: values.host }),
    ...(values.seed !== undefined && { seedFile: values.seed }),
    // Checked by startMockGitLab, which names the ones there are.
    ...(values.gitlab !== undefined && { gitlab: values.gitlab as GitLabVersion }),
    ...(values.mode !== undefined && { mode: values.mode as Mode }),
  };
}

function parsePort(value: string): number {
  if (!/^\d+$/.test(value)) throw new Error(`--port: "${value}" is no port; expected 0 to 65535`);
  return Number(value);
}
