import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { Command, Context } from "../lib/command.ts";

/** The repository's root. */
export const root: string = fileURLToPath(new URL("../..", import.meta.url));

/** The exit status of a command, and its output. */
export interface Result {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process. */
export async function run(
  command: Command,
  args: readonly string[] = [],
  { cwd = root, env = process.env }: Partial<Pick<Context, "cwd" | "env">> = {},
): Promise<Result> {
  let stdout = "";
  let stderr = "";
  const status = await command(args, {
    cwd,
    env,
    log: (line) => {
      stdout += `${line}\n`;
    },
    error: (line) => {
      stderr += `${line}\n`;
    },
  });
  return { status, stdout, stderr };
}

/** Runs a script of this package in its own process, as its pnpm command does. */
export function spawnScript(name: string, args: readonly string[] = [], cwd: string = root): Promise<Result> {
  const script = fileURLToPath(new URL(`../${name}.ts`, import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { cwd }, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

/** Splits output into its lines. */
export function toLines(output: string): string[] {
  return output.split("\n").filter((line) => line !== "");
}

/** Creates a directory with the given files. It is removed after the test. */
export async function createDirectory(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "scripts-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), text);
  }
  return directory;
}

/** Replaces the first occurrence of a text, which has to be there. */
export function replaceOnce(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`nothing to replace: ${from}`);
  return text.replace(from, () => to);
}
