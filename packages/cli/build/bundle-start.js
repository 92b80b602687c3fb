/**
 * Joins what every start of the command loads in one file, because reading many small ones takes a third of the time. What is
 * imported by `import()` stays as it is.
 */
import { dirname, relative, resolve } from "node:path";
import { build } from "esbuild";

const folder = resolve("dist");

/** @type {import("esbuild").Plugin} */
const keepLazyImports = {
  name: "lazy imports",
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ kind, path, importer }) => {
      if (kind !== "dynamic-import") return undefined;
      return { external: true, path: `./${relative(folder, resolve(dirname(importer), path))}` };
    });
  },
};

await build({
  entryPoints: [`${folder}/main.js`],
  outfile: `${folder}/main.js`,
  allowOverwrite: true,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node22.12",
  external: ["@stricli/core"],
  logLevel: "warning",
  plugins: [keepLazyImports],
});
