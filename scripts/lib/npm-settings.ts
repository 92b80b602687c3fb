import type { Context } from "./command.ts";
import { runProgram } from "./run-program.ts";

/** How npm connects to its registry. */
export interface NpmSettings {
  /** The URL of the registry. */
  readonly registry: string;
  /** A file with the certificates that it trusts: what `NODE_EXTRA_CA_CERTS` has to be. */
  readonly certificates: string | undefined;
}

/** Reads the settings of npm from its files and the environment. */
export async function readNpmSettings({ cwd, env }: Pick<Context, "cwd" | "env">): Promise<NpmSettings> {
  // npm may warn of other settings before the value.
  const read = async (name: string, pattern: RegExp): Promise<string | undefined> =>
    pattern.exec(await runProgram("npm", ["config", "get", name], { cwd, env }))?.[0];
  const registry = await read("registry", /^https?:\S+$/m);
  if (registry === undefined) throw new Error("npm config get registry: no URL");
  return { registry, certificates: env["NODE_EXTRA_CA_CERTS"] ?? (await read("cafile", /^\/.+$/m)) };
}
