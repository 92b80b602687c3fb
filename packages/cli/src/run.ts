import type { CommandLineContext } from "./command-line/act.js";
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
    const act: CommandLineContext["act"] = async (work) => {
      try {
        status = await work(context);
      } catch (error) {
        status = await endWith(error, console);
      }
    };
    const known = /^(?:--help|-h)$/.test(args.at(-1) ?? "") ? await findHelp(args.slice(0, -1)) : undefined;
    if (known !== undefined) {
      console.print(known);
    } else {
      const { parse } = await import("./command-line/parse.js");
      const out = (text: string): void => console.print(text);
      const err = (text: string): void => console.note(text.trimEnd());
      const parsed = await parse(args, { out, err }, act);
      status ??= parsed;
    }
  } catch (error) {
    status = await endWith(error, console);
  } finally {
    interrupt.release();
  }
  return endOutput(console, status ?? exitStatus.done);
}

/** The help that the build has stored, so that the parser need not be loaded. */
async function findHelp(words: readonly string[]): Promise<string | undefined> {
  const { help } = await import("./help.js");
  const name = words.join(" ");
  return Object.hasOwn(help, name) ? help[name] : undefined;
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
