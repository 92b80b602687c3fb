import { run, type StricliProcess } from "@stricli/core";
import { type ExitStatus, exitStatus } from "../exit-status.js";
import type { CommandLineContext } from "./act.js";
import { application } from "./application.js";
import { complete } from "./complete.js";

/** Where the parser writes what it has to say. */
export interface Writer {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Parses a command line and acts on it. Returns the status of a command line that is not valid. */
export async function parse(
  args: readonly string[],
  { out, err }: Writer,
  act: CommandLineContext["act"],
): Promise<ExitStatus> {
  const process: StricliProcess = { stdout: { write: out }, stderr: { write: err } };
  if (args[0] === "complete" && args[1] === "--") {
    out(await complete(args.slice(2), { process, act }));
    return exitStatus.done;
  }
  await run(application, args, { process, act });
  // The library's own codes are for arguments that it does not understand.
  return process.exitCode ? exitStatus.usage : exitStatus.done;
}
