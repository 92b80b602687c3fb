import { run as runApplication, type StricliProcess } from "@stricli/core";
import type { CommandLineContext } from "./command-line/act.js";
import { application } from "./command-line/application.js";
import { complete } from "./command-line/complete.js";
import { refuseTokens } from "./command-line/refuse-tokens.js";
import type { Context } from "./context.js";
import { type ExitStatus, exitStatus } from "./exit-status.js";
import { Interrupt } from "./interrupt.js";
import type { Io } from "./io.js";
import { Console } from "./output/console.js";

/** Runs a command line. Returns the status to end with; what went wrong was written. */
export async function run(args: readonly string[], io: Io): Promise<ExitStatus> {
  const console = new Console(io);
  const interrupt = new Interrupt(io, () =>
    console.note("Ending after the projects under way. Press Ctrl-C again to end at once."),
  );
  console.onOutputFailure = () => interrupt.request();
  console.isVerbose = args.includes("--verbose");
  const context: Context = { io, console, interrupt, args };
  let status: ExitStatus | undefined;
  try {
    refuseTokens(args);
    const process: StricliProcess = {
      stdout: { write: (text) => console.print(text) },
      stderr: { write: (text) => console.note(text.trimEnd()) },
    };
    const act: CommandLineContext["act"] = async (work) => {
      try {
        status = await work(context);
      } catch (error) {
        status = await endWith(error, console);
      }
    };
    if (args[0] === "complete" && args[1] === "--") {
      console.print(await complete(args.slice(2), { process, act }));
    } else {
      await runApplication(application, args, { process, act });
      // The library's own codes are for arguments that it does not understand.
      if (process.exitCode) status ??= exitStatus.usage;
    }
  } catch (error) {
    status = await endWith(error, console);
  } finally {
    interrupt.release();
  }
  return endOutput(console, status ?? exitStatus.done);
}

/** Says what went wrong. What reads only reports of errors is loaded then. */
async function endWith(error: unknown, console: Console): Promise<ExitStatus> {
  const { describeError } = await import("./describe-error.js");
  const { message, status } = describeError(error, console.isVerbose);
  console.note(message);
  return status;
}

async function endOutput(console: Console, status: ExitStatus): Promise<ExitStatus> {
  const failure = await console.flush();
  if (failure === undefined) return status;
  // Whoever reads a pipe may end before, as `head` does.
  if (failure.code !== "EPIPE") {
    const { fileProblem } = await import("./file-error.js");
    console.note(`Standard output cannot be written: ${fileProblem(failure)}`);
  }
  return exitStatus.failed;
}
