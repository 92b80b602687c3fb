import { join } from "node:path";
import { maintained, toNodePackage } from "../lib/node-releases.ts";
import type { Project } from "./project.ts";
import type { RunSuite } from "./target.ts";

/** A runtime that the suite is run on. */
export interface Runtime {
  /** As the table of the README has it. */
  readonly name: string;
  readonly version: string;
  /** What has to be installed for it. */
  readonly dependencies: readonly string[];
  /** The ways to load the packages there, each with its own run. */
  runs(project: Project): Readonly<Record<string, RunSuite>>;
}

/** A version of Node, with `import` and `require()`. */
function node(version: string): Runtime {
  const folder = `node-${version}`;
  return {
    name: "Node",
    version,
    dependencies: [`${folder}@${toNodePackage(version)}`],
    runs(project) {
      const binary = join("node_modules", folder, "bin", "node");
      const run =
        (file: string): RunSuite =>
        (target) =>
          project.run(join(project.directory, binary), [file], { TARGET: JSON.stringify(target) });
      return { import: run("entry.mjs"), require: run("entry.cjs") };
    },
  };
}

/** A runtime that is a package with a command of its own. */
function command(name: string, version: string, args: readonly string[]): Runtime {
  const program = name.toLowerCase();
  return {
    name,
    version,
    dependencies: [`${program}@${version}`],
    runs: (project) => ({
      import: (target) =>
        project.run(join(project.directory, "node_modules", ".bin", program), [...args, "entry.mjs"], {
          TARGET: JSON.stringify(target),
        }),
    }),
  };
}

/** The oldest supported version of Node, the latest of each line that is maintained, Bun and Deno. */
export const runtimes: readonly Runtime[] = [
  node("22.12.0"),
  ...maintained.map(({ version }) => node(version)),
  command("Bun", "1.4.5", ["run"]),
  command("Deno", "2.9.6", ["run", "--allow-net", "--allow-env", "--allow-read"]),
];
