import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** A bundle for browsers, and what it consists of. */
export interface Bundle {
  readonly code: string;
  /** The paths of the files in it, relative to the package. */
  readonly inputs: readonly string[];
  /** What it imports when it runs. */
  readonly imports: readonly string[];
}

/** Bundles code for a browser as an app does: minified, with the published package in it. */
export async function bundle(entry: { file: string } | { code: string }): Promise<Bundle> {
  const resolveDir = fileURLToPath(new URL(".", import.meta.url));
  const { outputFiles, metafile } = await build({
    ...("file" in entry
      ? { entryPoints: [fileURLToPath(new URL(entry.file, import.meta.url))] }
      : { stdin: { contents: entry.code, resolveDir } }),
    absWorkingDir: fileURLToPath(new URL("../..", import.meta.url)),
    bundle: true,
    format: "esm",
    platform: "browser",
    minify: true,
    write: false,
    metafile: true,
    outfile: "bundle.js",
    logLevel: "silent",
  });
  return {
    code: outputFiles[0]?.text ?? "",
    inputs: Object.keys(metafile.inputs),
    imports: Object.values(metafile.outputs).flatMap((output) => output.imports.map(({ path }) => path)),
  };
}
