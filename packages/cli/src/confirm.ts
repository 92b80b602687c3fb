import { createInterface } from "node:readline/promises";
import { usageError } from "./command-error.js";
import type { Io } from "./io.js";

/** @throws {CommandError} Where nobody can be asked. */
export function requireAnswer({ stdin, stderr }: Io): void {
  if (stdin.isTTY && stderr.isTTY) return;
  throw usageError(
    "There is no terminal to ask on before something is changed: give --yes to go on, or --dry-run.",
  );
}

/** Asks a question on the terminal. Anything but "y" and "yes" is a no, and so is Ctrl-D or Ctrl-C. */
export async function confirm(io: Io, question: string, signal: AbortSignal): Promise<boolean> {
  // Without readline's own editing, which would take Ctrl-C.
  const lines = createInterface({ input: io.stdin, output: io.stderr, terminal: false });
  try {
    const closed = new Promise<string>((resolve) => lines.once("close", () => resolve("")));
    const answer = await Promise.race([lines.question(`${question} [y/N] `, { signal }), closed]);
    return /^y(?:es)?$/i.test(answer.trim());
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  } finally {
    lines.close();
  }
}
