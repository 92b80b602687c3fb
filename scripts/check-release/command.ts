import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "../lib/command.ts";
import { readNpmSettings } from "../lib/npm-settings.ts";
import { listPublicPackages, type PublicPackage } from "../lib/packages.ts";
import { readPendingReleases } from "../lib/release/pending.ts";
import { runProgram } from "../lib/run-program.ts";
import { followFirstSteps } from "./consumers.ts";
import { startGitLab } from "./gitlab.ts";
import { listManagers } from "./managers.ts";
import { readFirstSteps } from "./readme.ts";
import {
  expectDirtyRefused,
  expectPendingRefused,
  expectUnbuiltRefused,
  expectUncoveredRefused,
} from "./refusals.ts";
import { type Registry, startRegistry } from "./registry.ts";
import { installTools } from "./tools.ts";
import { copyWorkTree, type WorkTree } from "./work-tree.ts";

/**
 * Releases the packages from a copy of the work tree to a registry on loopback, and installs them from there with each package
 * manager, as their READMEs say. Also tries what must not be published.
 */
export const checkRelease: Command = async (_args, { cwd, env, log, error }) => {
  const folder = await mkdtemp(join(tmpdir(), "check-release-"));
  const start = Date.now();
  const step = (text: string): void =>
    log(`check:release: ${((Date.now() - start) / 1000).toFixed(0)} s: ${text}`);
  try {
    const { registry: upstream, certificates } = await readNpmSettings({ cwd, env });
    const tools = await installTools(join(folder, "tools"), env);
    const tree = await copyWorkTree(cwd, join(folder, "repository"), { ...env, ...quiet });
    const [scope = ""] = listPublicPackages(tree.cwd)[0]?.name.split("/") ?? [];
    await using registry = await startRegistry(tools.verdaccio, {
      folder: join(folder, "registry"),
      scope,
      upstream,
      // Node trusts what npm trusts.
      env: { ...env, NODE_EXTRA_CA_CERTS: certificates },
    });
    if (!(await registry.hasUpstream())) {
      log(`check:release: skipped, because Verdaccio cannot fetch packages from ${new URL(upstream).host}`);
      return 0;
    }
    const releaseEnv = await useRegistry(folder, registry, tree.env);
    const releaseTree = { ...tree, env: releaseEnv };
    step("the tools are installed, and the registry is running");

    await version(releaseTree);
    step("the packages have versions and changelogs");
    await expectUnbuiltRefused(releaseTree);
    await packUnbuilt(releaseTree, folder);
    await expectDirtyRefused(releaseTree);
    await expectPublished(registry, tree.cwd, false);
    step(
      "an unbuilt package, and one with changes, was refused; what was packed without a build contains code",
    );

    await runProgram("pnpm", ["release"], releaseTree);
    await expectPublished(registry, tree.cwd, true);
    expectTags(releaseTree);
    step("the packages are published and tagged");
    await using gitlab = await startGitLab(tree.cwd, folder);
    const packages = listPublicPackages(tree.cwd);
    const readmes = ["README.md", ...packages.map(({ directory }) => `${directory}/README.md`)];
    const steps = await Promise.all(readmes.map((readme) => readFirstSteps(tree.cwd, readme, gitlab)));
    const managers = listManagers(tools, registry.url, join(folder, "caches"), releaseEnv);
    // One after the other: package managers share caches, and Yarn classic breaks its own when it runs twice at once.
    for (const [row, manager] of managers.entries()) {
      for (const [column, each] of steps.entries()) {
        await followFirstSteps(join(folder, "consumers", `${row}-${column}`), each, manager);
      }
    }
    step(`${steps.length} READMEs' first steps work with ${managers.map(({ name }) => name).join(", ")}`);

    await expectUncoveredRefused(releaseTree);
    step("a change without a changeset was refused");
    return 0;
  } catch (reason) {
    error(`check:release: ${reason instanceof Error ? reason.message : reason}`);
    return 1;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
};

/** Keeps pnpm from installing first, and turbo and Changesets from asking. */
const quiet = { CI: "true", TURBO_TELEMETRY_DISABLED: "1", npm_config_verify_deps_before_run: "false" };

/** Returns an environment in which npm and pnpm use the registry. */
async function useRegistry(
  folder: string,
  { url }: Registry,
  env: NodeJS.ProcessEnv,
): Promise<NodeJS.ProcessEnv> {
  const file = join(folder, "npmrc");
  // Anybody may publish there, but npm does not try without a token.
  await writeFile(file, `registry=${url}\n${url.replace("http:", "")}:_authToken=none\n`);
  const others = Object.entries(env).filter(([name]) => !/^npm_config_(registry|userconfig)$/i.test(name));
  return { ...Object.fromEntries(others), npm_config_registry: url, NPM_CONFIG_USERCONFIG: file };
}

/** Consumes the changesets. If there are none, it adds one. */
async function version(tree: WorkTree): Promise<void> {
  const packages = listPublicPackages(tree.cwd);
  if ((await readPendingReleases(tree.cwd)).length === 0) {
    const bumps = packages.map(({ name }) => `"${name}": patch\n`).join("");
    await writeFile(join(tree.cwd, ".changeset", "check-release.md"), `---\n${bumps}---\n\nA change.\n`);
    tree.commit("Add a changeset");
  }
  const expected = new Set((await readPendingReleases(tree.cwd)).map(({ name }) => name));
  await expectPendingRefused(tree);
  await runProgram("pnpm", ["version-packages"], tree);
  for (const each of listPublicPackages(tree.cwd).filter(({ name }) => expected.has(name))) {
    const before = packages.find(({ name }) => name === each.name)?.version;
    if (each.version === before) throw new Error(`${each.name} is still ${before}`);
    const changelog = await readFile(join(tree.cwd, each.directory, "CHANGELOG.md"), "utf8");
    if (!changelog.includes(`## ${each.version}`)) {
      throw new Error(`${each.directory}/CHANGELOG.md lacks ${each.version}`);
    }
  }
  tree.commit("Version the packages");
  await runProgram("pnpm", ["check:generated"], tree);
}

/** Packs packages that are not built. */
async function packUnbuilt(tree: WorkTree, folder: string): Promise<void> {
  for (const each of listPublicPackages(tree.cwd).toReversed()) {
    if (existsSync(join(tree.cwd, each.directory, "dist")))
      await rm(join(tree.cwd, each.directory, "dist"), { recursive: true });
    const options = { cwd: join(tree.cwd, each.directory), env: tree.env };
    const output = await runProgram("pnpm", ["pack", "--pack-destination", folder], options);
    for (const file of ["CHANGELOG.md", "dist/"]) {
      if (!output.includes(`\n${file}`))
        throw new Error(`${each.name}, packed without a build, lacks ${file}\n${output}`);
    }
  }
}

async function expectPublished(registry: Registry, root: string, isExpected: boolean): Promise<void> {
  for (const { name, version: expected } of listPublicPackages(root)) {
    const actual = await registry.readVersion(name);
    if (actual !== (isExpected ? expected : undefined)) {
      throw new Error(`the registry has ${name} ${actual}, not ${isExpected ? expected : "none"}`);
    }
  }
}

function expectTags(tree: WorkTree): void {
  const tags = tree.git("tag", "--list").split("\n");
  const missing = listPublicPackages(tree.cwd).filter(
    (each: PublicPackage) => !tags.includes(`${each.name}@${each.version}`),
  );
  if (missing.length > 0)
    throw new Error(`there is no tag for ${missing.map(({ name }) => name).join(", ")}`);
}
