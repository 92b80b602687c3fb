import { execFile } from "node:child_process";
import { cp, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { packBuilt } from "../lib/pack.ts";
import { listPublicPackages } from "../lib/packages.ts";

const execute = promisify(execFile);
const published = ["packages/openapi-client", "packages/facade", "packages/desired-state"];
const files = ["suite.mjs", "entry.mjs", "entry.cjs", "web.mjs", "worker.mjs"];

/** A project that contains only the packed packages, the suite, and the runtimes and bundlers that it is run with. */
export interface Project {
  readonly directory: string;
  /** Runs a program there and returns what it printed to standard output. */
  run(command: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>;
}

/** Packs the packages and installs them in a new project, together with others. */
export async function createProject(root: string, dependencies: readonly string[]): Promise<Project> {
  const directory = await mkdtemp(join(tmpdir(), "check-runtimes-"));
  const project: Project = {
    directory,
    run: async (command, args, env = {}) => {
      const options = { cwd: directory, env: { ...process.env, ...env }, timeout: 120_000, maxBuffer: 1e8 };
      try {
        return (await execute(command, args, options)).stdout;
      } catch (error) {
        const {
          stdout = "",
          stderr = "",
          message,
        } = error as { stdout?: string; stderr?: string; message: string };
        throw new Error(`${message}\n${stdout}${stderr}`, { cause: error });
      }
    },
  };
  const packages = listPublicPackages(root).filter((one) => published.includes(one.directory));
  const tarballs = await Promise.all(packages.map((one) => packBuilt(root, one, directory)));
  for (const file of files) await cp(new URL(file, import.meta.url), join(directory, file));
  await writeFile(join(directory, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  await project.run("npm", ["install", ...quiet, ...tarballs, ...dependencies]);
  return project;
}
