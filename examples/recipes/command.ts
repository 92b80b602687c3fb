import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** The line that the command prints when it is ready. */
export interface Ready {
  url: string;
  apiUrl: string;
  token: string;
  pid: number;
}

/** A fixture in a separate process, which works in every language. */
export interface StartedCommand extends Ready {
  /** Stops the process. Returns its exit status: 1 if there were violations and an option is `--strict`. */
  stop(): Promise<number | null>;
}

/** Starts the command, and waits for the line that it prints when it is ready. */
export async function startCommand(...options: string[]): Promise<StartedCommand> {
  const baseOptions = ["--port", "0", "--ready-json", "--exit-on-stdin-close"];
  const child = spawn("npx", ["contract-fixture", ...baseOptions, ...options]);
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    log += text;
  });
  const ended = once(child, "close");
  const lines = createInterface(child.stdout);
  const [line] = await Promise.race([once(lines, "line"), ended]);
  if (typeof line !== "string") throw new Error(log);
  return {
    ...JSON.parse(line),
    // The command exits when its standard input closes, and therefore also when this process ends.
    stop: async () => {
      child.stdin.end();
      await ended;
      return child.exitCode;
    },
  };
}
