import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type NodeRelease, toNodePackage } from "../lib/node-releases.ts";
import { runProgram } from "../lib/run-program.ts";

/** A Node version that is installed. */
export interface InstalledNode {
  readonly version: string;
  /** The directory of `node`, `npm` and `npx`. */
  readonly bin: string;
}

/** Installs releases of Node in a folder, each with its own npm, in the same layout as the downloads of nodejs.org. */
export async function installNodes(
  folder: string,
  releases: readonly NodeRelease[],
  env: NodeJS.ProcessEnv,
): Promise<InstalledNode[]> {
  const dependencies = Object.fromEntries(
    releases.flatMap(({ version, npm }) => [
      [`node-${version}`, toNodePackage(version)],
      [`npm-${npm}`, `npm:npm@${npm}`],
    ]),
  );
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  const options = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  await runProgram("npm", ["install", ...options], { cwd: folder, env });
  const modules = join(folder, "node_modules");
  const installed: InstalledNode[] = [];
  for (const { version, npm } of releases) {
    const prefix = join(modules, `node-${version}`);
    const bin = join(prefix, "bin");
    // npm requires the folder of global packages.
    await mkdir(join(prefix, "lib"));
    for (const name of ["npm", "npx"]) {
      await symlink(join(modules, `npm-${npm}`, "bin", `${name}-cli.js`), join(bin, name));
    }
    installed.push({ version, bin });
  }
  return installed;
}
