import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "../lib/run-program.ts";

/** Not dependencies of this repository: they are large, and nothing else needs them. */
const dependencies = {
  "@yarnpkg/cli-dist": "4.18.1",
  bun: "1.4.5",
  verdaccio: "6.10.4",
  yarn: "1.22.22",
};
/** Verdaccio depends on a tag of this package, which mirrors may lack. */
const overrides = { "node-fetch": "2.7.0" };

/** The programs that a release is tried with. */
export interface Tools {
  readonly bun: string;
  readonly verdaccio: string;
  readonly yarnClassic: string;
  readonly yarnBerry: string;
}

/** Installs the programs in a folder. */
export async function installTools(folder: string, env: NodeJS.ProcessEnv): Promise<Tools> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, dependencies, overrides }));
  const options = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  await runProgram("npm", ["install", ...options], { cwd: folder, env });
  const modules = join(folder, "node_modules");
  return {
    bun: join(modules, ".bin", "bun"),
    verdaccio: join(modules, "verdaccio", "bin", "verdaccio"),
    yarnClassic: join(modules, "yarn", "bin", "yarn.js"),
    yarnBerry: join(modules, "@yarnpkg", "cli-dist", "bin", "yarn.js"),
  };
}
