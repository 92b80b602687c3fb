import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { Entry } from "./entries.ts";

/** How many kB an entry adds to a bundle, minified and gzipped. Its imports are resolved from a folder. */
export async function measure(folder: string, { code, onTopOf }: Entry): Promise<number> {
  const sizes = [code, onTopOf].map((one) => (one === undefined ? 0 : bundle(folder, one)));
  const [all = 0, base = 0] = await Promise.all(sizes);
  return (all - base) / 1_000;
}

async function bundle(resolveDir: string, contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
    logLevel: "silent",
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}
