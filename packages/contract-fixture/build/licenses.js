import { readdirSync, readFileSync } from "node:fs";

/** The copyright of packages that are licensed under the MIT License, but do not include its text. */
const copyrights = {
  "@stoplight/json-schema-merge-allof": "Copyright (c) Martin Hansen",
  "parse-multipart-data": "Copyright (c) Ignacio Mazzara",
  "uri-template-lite": "Copyright (c) 2014-2019 Lauri Rooden <lauri@rooden.ee>",
};

const mitLicense = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software
is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES
OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR
IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const rule = "-".repeat(80);

/**
 * Lists the packages of a bundle with their versions, then the license of each.
 *
 * @param {import("esbuild").Metafile} metafile
 * @throws {Error} If a license is missing.
 */
export function describeLicenses(metafile) {
  const directories = Object.keys(metafile.inputs).flatMap(
    (path) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [],
  );
  const licenses = [...new Set(directories)].map(readLicense).sort((a, b) => (a.title < b.title ? -1 : 1));
  const list = licenses.map(({ title, id }) => `  ${title} (${id})`);
  const texts = licenses.map(({ title, text }) => `${rule}\n${title}\n\n${text.trim()}`);
  return `The compiled modules contain code of these packages:\n\n${list.join("\n")}\n\n${texts.join("\n\n")}\n`;
}

function readLicense(directory) {
  const { name, version, license, licenses } = JSON.parse(readFileSync(`${directory}/package.json`, "utf8"));
  const id = license ?? licenses[0].type;
  const files = readdirSync(directory).filter((file) => /^(licen[cs]e|copying|notice)\b/i.test(file));
  const text = files.map((file) => readFileSync(`${directory}/${file}`, "utf8").trim()).join("\n\n");
  return { title: `${name} ${version}`, id, text: text || toMitLicense(name, id) };
}

function toMitLicense(name, id) {
  const copyright = copyrights[name];
  if (id !== "MIT" || copyright === undefined) {
    throw new Error(`${name} (${id}) does not include its license: add its copyright to build/licenses.js`);
  }
  return `${copyright}\n\n${mitLicense}`;
}
