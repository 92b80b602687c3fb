import { join } from "node:path";
import type { PublicPackage } from "./packages.ts";
import { runProgram } from "./run-program.ts";

/**
 * Packs a package that has been built. Its lifecycle scripts, which build, do not run.
 *
 * @param folder Where the tarball is written.
 * @returns The path of the tarball.
 */
export async function packBuilt(
  root: string,
  { name, directory }: PublicPackage,
  folder: string,
): Promise<string> {
  const args = ["pack", "--json", "--config.ignore-scripts=true", "--pack-destination", folder];
  const output = await runProgram("pnpm", args, { cwd: join(root, directory) });
  const [, filename] = /^ {2}"filename": "(.+)"/m.exec(output) ?? [];
  if (filename === undefined) throw new Error(`${name}: pnpm pack names no tarball\n${output}`);
  return filename;
}
