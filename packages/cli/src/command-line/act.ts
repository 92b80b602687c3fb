import type { CommandContext } from "@stricli/core";
import type { Context } from "../context.js";
import type { ExitStatus } from "../exit-status.js";

/** What the definitions of commands work with: a command passes on what it does. */
export interface CommandLineContext extends CommandContext {
  readonly act: (work: (context: Context) => Promise<ExitStatus>) => Promise<void>;
}
