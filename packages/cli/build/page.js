/** Bundles the script of the page that `--format html` writes, and stores it as a module of strings, with its style sheet and its HTML. */
import { readFileSync, writeFileSync } from "node:fs";
import { build, transform } from "esbuild";

const target = ["chrome111", "firefox113", "safari16.4"];

const { outputFiles } = await build({
  entryPoints: ["src/page/browser/main.ts"],
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  target,
  charset: "ascii",
});
const script = outputFiles[0].text.trim();
const style = (
  await transform(readFileSync("src/page/browser/page.css", "utf8"), { loader: "css", minify: true, target })
).code.trim();

// They are inserted into elements of the same names.
for (const [name, text] of Object.entries({ script, style })) {
  if (new RegExp(`</${name}|<!--`, "i").test(text)) throw new Error(`the ${name} would end its element`);
}
const body = readFileSync("src/page/browser/page.html", "utf8").trim();
const constants = Object.entries({ script, style, body }).map(
  ([name, text]) => `export const ${name} = ${JSON.stringify(text)};\n`,
);
writeFileSync("dist/formats/html/page-assets.js", constants.join(""));
