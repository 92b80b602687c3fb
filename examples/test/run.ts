import { execFile } from "node:child_process";
import { dirname } from "node:path";

/** The exit code and the output of a program. */
export interface Result {
  code: number;
  out: string;
  err: string;
}

/** Runs a program, with the Node version of the tests first on the PATH, and without a proxy for loopback. */
export function run(
  file: string,
  args: string[],
  { cwd, env: extraEnv, input }: { cwd?: string; env?: Record<string, string>; input?: string } = {},
): Promise<Result> {
  const path = `${dirname(process.execPath)}:${process.env["PATH"]}`;
  const env = { ...process.env, PATH: path, no_proxy: "127.0.0.1", ...extraEnv };
  const options = { env, ...(cwd !== undefined && { cwd }) };
  return new Promise((resolve) => {
    const child = execFile(file, args, options, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ code, out, err });
    });
    if (input !== undefined) child.stdin?.end(input);
  });
}
