import type { Interrupt } from "./interrupt.js";
import type { Io } from "./io.js";
import type { Console } from "./output/console.js";

/** What every command works with. */
export interface Context {
  readonly io: Io;
  readonly console: Console;
  readonly interrupt: Interrupt;
  /** The arguments of the process, to say how to go on. */
  readonly args: readonly string[];
}
