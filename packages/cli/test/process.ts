import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { MockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { onTestFinished } from "vitest";
import type { Result } from "./helpers.js";

export const command: string = fileURLToPath(new URL("../bin/gitlab-job-token-scope.js", import.meta.url));

/** Nothing of this machine: no token, no configuration of glab, no colours. */
const bare = { PATH: `${dirname(process.execPath)}:${process.env["PATH"]}`, HOME: "/nonexistent" };

/** The environment for a GitLab. */
export function envOf({ url, token }: Pick<MockGitLab, "token" | "url">): Record<string, string> {
  return { GITLAB_URL: url, GITLAB_TOKEN: token };
}

/** A process that runs. */
export interface Running {
  readonly child: ChildProcess;
  readonly result: Promise<Result & { readonly signal: NodeJS.Signals | null }>;
  /** What it has written so far. */
  readonly written: { out: string; err: string };
}

/** Starts a program. It is killed at the end of the test. */
export function start(
  file: string,
  args: readonly string[],
  env: Record<string, string> = {},
  input = "",
): Running {
  const child = spawn(file, args, { env: { ...bare, ...env } });
  onTestFinished(() => void child.kill("SIGKILL"));
  const written = { out: "", err: "" };
  child.stdout.on("data", (data) => (written.out += data));
  child.stderr.on("data", (data) => (written.err += data));
  // It may end without reading.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const result = new Promise<Awaited<Running["result"]>>((resolve) =>
    child.on("close", (code, signal) => resolve({ status: code ?? -1, signal, ...written })),
  );
  return { child, result, written };
}

/** Runs the command as a process. */
export function runCommand(env: Record<string, string>, ...args: string[]): Running["result"] {
  return start(process.execPath, [command, ...args], env).result;
}

/** Runs a line of a shell, in which `$c` is the command. */
export function runShell(line: string, env: Record<string, string>): Running["result"] {
  return start("bash", ["-c", line], { ...env, c: `${process.execPath} ${command}` }).result;
}

export const hasPty: boolean = spawnSync("script", ["--version"]).status === 0;

/**
 * Runs the command on a pseudo-terminal, with util-linux's `script`. Both outputs are the terminal's.
 *
 * @param keys What somebody types.
 */
export function startOnTerminal(env: Record<string, string>, args: readonly string[], keys = ""): Running {
  const line = [process.execPath, command, ...args].map((arg) => `'${arg}'`).join(" ");
  return start("script", ["-qefc", line, "/dev/null"], { TERM: "xterm", ...env }, keys);
}
