import { execFile } from "node:child_process";
import { dirname } from "node:path";

/** How a program ended, and what it wrote. */
export interface Outcome {
  code: number;
  out: string;
  err: string;
}

/** Runs a program, with the Node of the tests as the first on its path, and no proxy before what listens here. */
export function run(
  file: string,
  args: string[],
  { cwd, env: own }: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Outcome> {
  const path = `${dirname(process.execPath)}:${process.env["PATH"]}`;
  const env = { ...process.env, PATH: path, no_proxy: "127.0.0.1", ...own };
  const options = { env, ...(cwd !== undefined && { cwd }) };
  return new Promise((resolve) => {
    execFile(file, args, options, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ code, out, err });
    });
  });
}
