/**
 * Makes the command start fast. What every start loads is joined in one file, and so is the parser, because reading many small files
 * takes time. The help is stored as text, for which the parser is not needed. What is imported by `import()` stays as it is.
 */
import { writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const main = resolve("dist/main.js");
const parser = resolve("dist/command-line/parse.js");

await join(main);
await join(parser);
writeFileSync("dist/help.js", `export const help = ${JSON.stringify(await collectHelp(), null, 2)};\n`);

/** @param {string} file A module, which is replaced by one with what it imports. */
async function join(file) {
  /** @type {import("esbuild").Plugin} */
  const keepLazyImports = {
    name: "lazy imports",
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ kind, path, importer }) => {
        if (kind !== "dynamic-import") return undefined;
        const target = relative(dirname(file), resolve(dirname(importer), path));
        return { external: true, path: target.startsWith(".") ? target : `./${target}` };
      });
    },
  };
  await build({
    entryPoints: [file],
    outfile: file,
    allowOverwrite: true,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node22.12",
    external: ["@stricli/core"],
    logLevel: "warning",
    plugins: [keepLazyImports],
  });
}

/** Asks the parser for the help of each command. */
async function collectHelp() {
  const { parse } = await import(pathToFileURL(parser).href);
  const help = {};
  const add = async (...words) => {
    let text = "";
    await parse([...words, "--help"], { out: (part) => (text += part), err: console.error }, async () => {});
    help[words.join(" ")] = text;
    const [, list = ""] = text.split("\nCOMMANDS\n");
    for (const [, name] of list.matchAll(/^ {2}(\w+) /gm)) await add(...words, name);
  };
  await add();
  return help;
}
