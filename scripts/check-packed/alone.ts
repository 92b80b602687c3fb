import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What the fixture may bring along. It has no dependencies; the rest is room for growth. */
const maxPackages = 9;
const maxMegabytes = 6;

/** What an installation consists of. */
interface Installed {
  readonly packages: readonly string[];
  /** The sum of all files' sizes. */
  readonly megabytes: number;
}

/**
 * Installs the packed fixture in an empty project with npm, and runs it there.
 *
 * @throws {Error} If it is larger than its documentation says, npm warns, or it does not run.
 */
export async function checkAlone(tarball: string, script: URL): Promise<Installed> {
  const project = await mkdtemp(join(tmpdir(), "check-packed-alone-"));
  try {
    await writeFile(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
    await cp(script, join(project, "alone-consumer.ts"));
    const log = run(project, "npm", ["install", "--no-audit", "--no-fund", "--loglevel=warn", tarball]);
    // npm also warns of settings that pnpm passes on.
    const warnings = log
      .split("\n")
      .filter((line) => /^npm warn (EBADENGINE|deprecated|ERESOLVE)/i.test(line));
    if (warnings.length > 0) throw new Error(`npm install of the fixture warns:\n${warnings.join("\n")}`);

    const installed = await measure(project);
    const { packages, megabytes } = installed;
    const summary = `the fixture installs ${packages.length} package(s), ${megabytes.toFixed(1)} MB`;
    if (packages.length > maxPackages || megabytes >= maxMegabytes) {
      throw new Error(
        `${summary}; at most ${maxPackages}, under ${maxMegabytes} MB, are allowed: ${packages.join(", ")}`,
      );
    }
    if (packages.some((name) => name.includes("@scarf")))
      throw new Error("the fixture installs @scarf/scarf, which sends telemetry");
    run(project, process.execPath, ["alone-consumer.ts"]);
    run(project, "npx", ["contract-fixture", "--version"]);
    return installed;
  } finally {
    await rm(project, { recursive: true, force: true });
  }
}

async function measure(project: string): Promise<Installed> {
  const modules = join(project, "node_modules");
  const { packages } = JSON.parse(await readFile(join(modules, ".package-lock.json"), "utf8"));
  const files = await readdir(modules, { recursive: true, withFileTypes: true });
  const sizes = files
    .filter((file) => file.isFile())
    .map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size);
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  return { packages: Object.keys(packages), megabytes: bytes / 1e6 };
}

/** Returns what the command wrote. */
function run(cwd: string, command: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status !== 0)
    throw new Error(`${command} ${args.join(" ")}, with only the fixture\n${stdout}${stderr}`);
  return stdout + stderr;
}
