import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "../lib/run-program.ts";
import type { Tools } from "./tools.ts";

/** Installs packages in a project, and runs a module there. */
export interface Manager {
  readonly name: string;
  install(project: string, packages: readonly string[]): Promise<void>;
  /** Returns what the module wrote. */
  run(project: string, module: string): Promise<string>;
}

/**
 * Lists the package managers.
 *
 * @param registry The URL of the registry.
 * @param caches A folder for what they store.
 */
export function listManagers(
  tools: Tools,
  registry: string,
  caches: string,
  base: NodeJS.ProcessEnv,
): Manager[] {
  const node = process.execPath;
  const env = {
    ...base,
    npm_config_cache: join(caches, "npm"),
    npm_config_store_dir: join(caches, "pnpm"),
    YARN_CACHE_FOLDER: join(caches, "yarn"),
    YARN_GLOBAL_FOLDER: join(caches, "yarn-berry"),
    BUN_INSTALL_CACHE_DIR: join(caches, "bun"),
  };
  const run = async (cwd: string, file: string, ...args: readonly string[]): Promise<string> =>
    runProgram(file, args, { cwd, env });
  const define = (name: string, install: readonly string[], start: readonly string[] = [node]): Manager => ({
    name,
    async install(project, packages) {
      await writeFile(join(project, ".npmrc"), `registry=${registry}\n`);
      await writeFile(join(project, ".yarnrc.yml"), JSON.stringify(toYarnSettings(registry)));
      const [file = "", ...args] = [...install, ...packages];
      await run(project, file, ...args);
    },
    async run(project, module) {
      const [file = "", ...args] = [...start, module];
      return run(project, file, ...args);
    },
  });
  return [
    define("npm", ["npm", "install", "--no-audit", "--no-fund"]),
    define("pnpm", ["pnpm", "add"]),
    define("Yarn classic", [node, tools.yarnClassic, "add", "--non-interactive", `--registry=${registry}`]),
    define("Yarn PnP", [node, tools.yarnBerry, "add"], [node, tools.yarnBerry, "node"]),
    define("Bun", [tools.bun, "add"], [tools.bun, "run"]),
  ];
}

/** Yarn 2 and later read no .npmrc. */
function toYarnSettings(registry: string): object {
  return {
    enableImmutableInstalls: false,
    enableTelemetry: false,
    nodeLinker: "pnp",
    npmMinimalAgeGate: 0,
    npmRegistryServer: registry.replace(/\/$/, ""),
    unsafeHttpWhitelist: ["127.0.0.1"],
  };
}
