import { CommanderError } from "commander";
import { addCompletionCommands } from "./command-line/completion-commands.js";
import { type Act, buildProgram } from "./command-line/program.js";
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
  let status: ExitStatus = exitStatus.done;
  try {
    refuseTokens(args);
    const write = {
      out: (text: string) => console.print(text),
      err: (text: string) => console.note(text.trimEnd()),
    };
    const describeProgram = () => buildProgram(async () => {}, write);
    const context: Context = { io, console, interrupt, args, describeProgram };
    console.isVerbose = args.includes("--verbose");
    const act: Act = async (work) => {
      status = await work(context);
    };
    const program = buildProgram(act, write);
    addCompletionCommands(program, act);
    if (args.length === 1 && (args[0] === "--version" || args[0] === "-v")) {
      console.print(`${(await import("./version.js")).version}\n`);
    } else {
      await program.parseAsync(args, { from: "user" });
    }
  } catch (error) {
    status = await endWith(error, console);
  } finally {
    interrupt.release();
  }
  return endOutput(console, status);
}

/** Says what went wrong. What reads only reports of errors is loaded then. */
async function endWith(error: unknown, console: Console): Promise<ExitStatus> {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? exitStatus.done : exitStatus.usage;
  }
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
