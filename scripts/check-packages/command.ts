import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import type { Command } from "../lib/command.ts";
import { packBuilt } from "../lib/pack.ts";
import { listPublicPackages, type PublicPackage } from "../lib/packages.ts";
import { findContentProblems } from "./contents.ts";
import { findManifestProblems } from "./manifest.ts";
import { esmOnly, findResolutionProblems } from "./resolution.ts";

/**
 * Packs each public package, which has to be built, and checks what would be published: its package.json, its files, its source
 * maps, and whether Node, bundlers and TypeScript find its entries.
 */
export const checkPackages: Command = async (_args, { cwd, log, error }) => {
  const folder = await mkdtemp(join(tmpdir(), "check-packages-"));
  try {
    const packages = listPublicPackages(cwd);
    let count = 0;
    for (const each of packages) {
      const problems = await findProblems(cwd, each, folder);
      for (const problem of problems) error(`check:packages: ${each.name}: ${problem}`);
      count += problems.length;
    }
    if (count === 0) log(`check:packages: ${packages.length} packages can be published`);
    return count === 0 ? 0 : 1;
  } catch (reason) {
    error(`check:packages: ${reason instanceof Error ? reason.message : reason}`);
    return 2;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

async function findProblems(root: string, each: PublicPackage, folder: string): Promise<string[]> {
  const { buffer } = new Uint8Array(await readFile(await packBuilt(root, each, folder)));
  const pkg = createPackageFromTarballData(new Uint8Array(buffer));
  const directory = `/node_modules/${each.name}/`;
  const contents = {
    files: pkg.listFiles(directory).map((file) => file.slice(directory.length)),
    read: (file: string) => pkg.readFile(directory + file),
  };
  const problems = [...findManifestProblems(each.manifest, each.directory), ...findContentProblems(contents)];
  if (problems.some((problem) => problem.endsWith("is missing"))) return problems;

  const { messages, pkg: manifest } = await publint({ pack: { tarball: buffer }, strict: true });
  if (!esmOnly.test(contents.read("README.md"))) problems.push(`README.md: does not say "ES modules only"`);
  return [
    ...problems,
    ...messages.map((message) => formatMessage(message, manifest, { color: false }) ?? message.code),
    ...(await findResolutionProblems(pkg, each.manifest)),
  ];
}
