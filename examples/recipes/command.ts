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
  const child = spawn(
    "npx",
    ["contract-fixture", "--port", "0", "--ready-json", "--exit-on-stdin-close", ...options],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const lines = createInterface(child.stdout);
  const [line] = await Promise.race([once(lines, "line"), once(lines, "close")]);
  if (line === undefined) throw new Error("the fixture did not start; it says why on standard error");
  const ended = once(child, "close");
  return {
    ...JSON.parse(line),
    // It ends with its standard input, and so also when this process dies.
    end: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
