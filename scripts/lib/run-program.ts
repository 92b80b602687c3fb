import { spawn } from "node:child_process";

export interface RunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** A program that ended with another status than 0. */
export class ProgramError extends Error {
  override readonly name = "ProgramError";
  /** What it wrote to standard output and to standard error. */
  readonly output: string;

  constructor(command: string, reason: string, output: string) {
    super(`${command}: ${reason}\n${output.trim()}`);
    this.output = output;
  }
}

/**
 * Runs a program without a shell.
 *
 * @returns What it wrote to standard output and to standard error.
 * @throws {ProgramError} If it cannot be started, or ends with another status than 0.
 */
export function runProgram(file: string, args: readonly string[], options: RunOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    const command = [file, ...args].join(" ");
    child.on("error", (error) => reject(new ProgramError(command, error.message, output)));
    child.on("close", (status, signal) => {
      if (status === 0) resolve(output);
      else reject(new ProgramError(command, `ended with ${signal ?? `status ${status}`}`, output));
    });
  });
}
