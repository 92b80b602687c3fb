import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Project } from "./project.ts";
import type { Runtime } from "./runtimes.ts";

/** A bundler, which makes one file of `entry.mjs` and the packages. Node runs the file. */
function bundler(
  name: string,
  version: string,
  others: readonly string[],
  bundle: (project: Project, bin: (program: string) => string) => Promise<unknown>,
): Runtime {
  const program = name.toLowerCase();
  return {
    name,
    version,
    dependencies: [`${program}@${version}`, ...others],
    runs: (project) => ({
      import: async (target) => {
        await bundle(project, (file) => join(project.directory, "node_modules", ".bin", file));
        const env = { TARGET: JSON.stringify(target) };
        return project.run(process.execPath, [`${program}.bundle.mjs`], env);
      },
    }),
  };
}

const vite = `export default {
  logLevel: "error",
  build: {
    lib: { entry: "entry.mjs", formats: ["es"], fileName: () => "vite.bundle.mjs" },
    outDir: "vite",
    target: "es2023",
  },
};
`;

const webpack = `module.exports = {
  entry: "./entry.mjs",
  mode: "production",
  target: ["web", "es2023"],
  output: { path: __dirname, filename: "webpack.bundle.mjs", module: true },
  experiments: { outputModule: true },
  performance: false,
};
`;

/** Each with its own configuration of a few lines, as an app has it. */
export const bundlers: readonly Runtime[] = [
  bundler("esbuild", "0.28.2", [], (project, bin) =>
    project.run(bin("esbuild"), [
      "entry.mjs",
      "--bundle",
      "--minify",
      "--format=esm",
      "--outfile=esbuild.bundle.mjs",
      "--log-level=error",
    ]),
  ),
  bundler("Vite", "8.3.8", [], async (project, bin) => {
    await writeFile(join(project.directory, "vite.config.mjs"), vite);
    await project.run(bin("vite"), ["build"]);
    await project.run("mv", ["vite/vite.bundle.mjs", "vite.bundle.mjs"]);
  }),
  bundler("webpack", "5.113.0", ["webpack-cli@7"], async (project, bin) => {
    await writeFile(join(project.directory, "webpack.config.cjs"), webpack);
    await project.run(bin("webpack"), ["--config", "webpack.config.cjs"]);
  }),
  bundler("Rollup", "4.68.8", ["@rollup/plugin-node-resolve@16"], (project, bin) =>
    project.run(bin("rollup"), [
      "entry.mjs",
      "--plugin",
      "node-resolve",
      "--format=es",
      "--silent",
      "--file=rollup.bundle.mjs",
    ]),
  ),
];
