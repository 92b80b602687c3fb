/**
 * Bundles the modules of `src/prism` with what they use of Prism, so that the package does not depend on Prism, of which the
 * fixture uses about a fiftieth. The bundled packages and their licenses are listed in a file beside them.
 */
import { rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { describeLicenses } from "./licenses.js";

/**
 * Prism's imports that no request of the fixture reaches: it creates no random data, has no callbacks, and logs nothing. They
 * are most of Prism's size.
 */
const stubs = {
  "@faker-js/faker": "",
  "json-schema-faker": "exports.JSONSchemaFaker = { extend() {}, option() {} };",
  seedrandom: "",
  "./callback/callbacks": "",
  "../utils/logger": "exports.logRequest = exports.logResponse = () => {};",
};

/** esbuild's bundle: `outputFiles`, and `metafile` with the modules in it. Nothing is written. */
export function bundlePrism() {
  return build({
    entryPoints: ["src/prism/parts.ts", "src/prism/mocker.ts"],
    outdir: "dist/prism",
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    chunkNames: "common",
    format: "esm",
    platform: "node",
    target: "node22.12",
    // The licenses are in a file of their own.
    legalComments: "none",
    // For Node's modules, which the bundled CommonJS modules require.
    banner: {
      js: 'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
    },
    plugins: [{ name: "stubs", setup: addStubs }],
  });
}

/** Replaces the compiled modules in `dist/prism`, but not their declarations, with the bundle. */
export async function writeBundle() {
  const { outputFiles, metafile } = await bundlePrism();
  for (const { path, text } of outputFiles) {
    writeFileSync(path, text);
    // It belongs to the compiled module.
    rmSync(`${path}.map`, { force: true });
  }
  writeFileSync("dist/prism/LICENSES.txt", describeLicenses(metafile));
}

/** @param {import("esbuild").PluginBuild} build */
function addStubs(build) {
  build.onResolve({ filter: /.*/ }, ({ path, importer }) =>
    path in stubs && importer.includes("prism-http") ? { path, namespace: "stub" } : undefined,
  );
  build.onLoad({ filter: /.*/, namespace: "stub" }, ({ path }) => ({ contents: stubs[path] }));
}
