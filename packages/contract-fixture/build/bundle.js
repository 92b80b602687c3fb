/**
 * Bundles the libraries into the compiled modules that import them, so that the package has no dependencies. A file lists the
 * bundled packages and their licenses.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { build } from "esbuild";
import { describeLicenses } from "./licenses.js";

/** Peer dependencies. */
const external = ["vitest"];

/**
 * Imports of Prism that no request of the fixture reaches: it creates no random data, has no callbacks, and logs nothing. They
 * are most of Prism's size.
 */
const stubs = {
  "@faker-js/faker": "",
  "json-schema-faker": "exports.JSONSchemaFaker = { extend() {}, option() {} };",
  seedrandom: "",
  "./callback/callbacks": "",
  "../utils/logger": "exports.logRequest = exports.logResponse = () => {};",
};

/** Replaces the modules of a directory that import libraries with modules that contain them. */
export async function bundleLibraries(directory) {
  const modules = readdirSync(directory, { recursive: true })
    .map((file) => `${directory}/${file}`)
    .filter((file) => file.endsWith(".js") && importsLibrary(readFileSync(file, "utf8")));
  const { metafile } = await build({
    entryPoints: modules,
    outdir: directory,
    outbase: directory,
    allowOverwrite: true,
    metafile: true,
    bundle: true,
    // What several modules use is in chunks.
    splitting: true,
    chunkNames: "libraries/[hash]",
    format: "esm",
    platform: "node",
    target: "node22.12",
    // The licenses are in a file of their own.
    legalComments: "none",
    // For Node's modules, which the bundled CommonJS modules require.
    banner: {
      js: 'import { createRequire as toRequire } from "node:module";\nconst require = toRequire(import.meta.url);',
    },
    plugins: [
      { name: "own modules", setup: keepOwnModules },
      { name: "stubs", setup: replaceByStubs },
    ],
    external,
  });
  for (const file of modules) rmSync(`${file}.map`);
  writeFileSync(`${directory}/libraries/LICENSES.txt`, describeLicenses(metafile));
}

/** @param {string} code Compiled code, in which imports are in lines of their own. */
function importsLibrary(code) {
  const imports = code.matchAll(/^(?:import|export) .*from "([^"]+)";$|\bimport\("([^"]+)"\)/gm);
  return [...imports]
    .map(([, name, dynamic]) => name ?? dynamic)
    .some((name) => !name.startsWith(".") && !isBuiltin(name) && !external.includes(name));
}

/** @param {import("esbuild").PluginBuild} build */
function keepOwnModules(build) {
  build.onResolve({ filter: /^\.\.?\// }, ({ path, importer, kind }) =>
    kind === "entry-point" || importer.includes("node_modules") ? undefined : { path, external: true },
  );
}

/** @param {import("esbuild").PluginBuild} build */
function replaceByStubs(build) {
  build.onResolve({ filter: /.*/ }, ({ path, importer }) =>
    path in stubs && importer.includes("prism-http") ? { path, namespace: "stub" } : undefined,
  );
  build.onLoad({ filter: /.*/, namespace: "stub" }, ({ path }) => ({ contents: stubs[path] }));
}
