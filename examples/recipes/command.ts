import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** What the command prints when it listens. */
export interface Ready {
  url: string;
  apiUrl: string;
  token: string;
  pid: number;
}

/** A fixture in a process of its own, as every language can have it. */
export interface StartedCommand extends Ready {
  /** Ends it. */
  end(): Promise<void>;
}

/** Starts the command and reads the line that it prints when it listens. */
export async function startCommand(...options: string[]): Promise<StartedCommand> {
  const always = ["--port", "0", "--ready-json", "--exit-on-stdin-close"];
  const child = spawn("npx", ["contract-fixture", ...always, ...options]);
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
    // It ends with its standard input, and so also when this process dies.
    end: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
