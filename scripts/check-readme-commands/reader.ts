import { mkdir } from "node:fs/promises";
import { delimiter, dirname, join, resolve } from "node:path";
import type { Context } from "../lib/command.ts";
import type { NpmSettings } from "../lib/npm-settings.ts";
import { runProgram } from "../lib/run-program.ts";

/** Somebody with a fresh clone and an empty home directory. */
export interface Reader {
  /** Runs a command in a shell, and returns what it wrote to standard output and to standard error. */
  run(command: string): Promise<string>;
}

/** What the commands may use of the environment: proxies, and what finds the browser for tests. */
const kept = [
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "http_proxy",
  "https_proxy",
  "no_proxy",
  "CHROMIUM",
  "TMPDIR",
];

/**
 * Clones the last commit of the repository into a folder.
 *
 * @param bin The directory of the reader's Node.
 */
export async function createReader(
  folder: string,
  bin: string,
  { registry, certificates }: NpmSettings,
  { cwd: root, env }: Pick<Context, "cwd" | "env">,
): Promise<Reader> {
  const home = join(folder, "home");
  const cwd = join(folder, "repository");
  await mkdir(home, { recursive: true });
  await runProgram("git", ["clone", "--quiet", root, cwd], { cwd: folder, env });
  // Without the programs of the workspace and those of npx, which pnpm adds.
  const path = (env["PATH"] ?? "").split(delimiter).filter((part) => !part.includes("node_modules"));
  const own = {
    ...Object.fromEntries(kept.map((name) => [name, env[name]])),
    HOME: home,
    PATH: [bin, ...path].join(delimiter),
    npm_config_registry: registry,
    // Shared by the clones, so that each package is downloaded once.
    npm_config_store_dir: join(folder, "../pnpm-store"),
    NODE_EXTRA_CA_CERTS: certificates,
    TURBO_CACHE_DIR: await findTurboCache(root, env),
  };
  return { run: (command) => runProgram("sh", ["-c", command], { cwd, env: own }) };
}

/** The cache of the repository. The work trees of a repository share it. */
async function findTurboCache(root: string, env: NodeJS.ProcessEnv): Promise<string> {
  if (env["TURBO_CACHE_DIR"] !== undefined) return resolve(root, env["TURBO_CACHE_DIR"]);
  const args = ["rev-parse", "--path-format=absolute", "--git-common-dir"];
  const output = await runProgram("git", args, { cwd: root, env });
  return join(dirname(output.trim()), ".turbo", "cache");
}
