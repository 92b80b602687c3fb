/**
 * Adds to `dist` what is not compiled: the libraries, both OpenAPI documents and the page. Also stores GitLab's document as OpenAPI
 * 3.0, and the documents' operations in Prism's format, since loading Prism's importers at every start would take longer than
 * everything else.
 */
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { load } from "js-yaml";
import { bundleLibraries } from "./bundle.js";
import { toOpenApi30 } from "./to-openapi-3.0.js";

const documents = { openapi: "../../spec/openapi.yaml", control: "openapi/control.yaml" };

for (const [name, file] of Object.entries(documents)) {
  copyFileSync(file, `dist/${name}.yaml`);
  writeFileSync(`dist/${name}.operations.json`, JSON.stringify(await getHttpOperationsFromSpec(file)));
}
const openApi30 = toOpenApi30(load(readFileSync(documents.openapi, "utf8")));
writeFileSync("dist/openapi-3.0.json", `${JSON.stringify(openApi30, null, 2)}\n`);

await bundleLibraries("dist");

for (const name of ["page.html", "page.css", "picture.css"]) {
  copyFileSync(`src/page/browser/${name}`, `dist/page/browser/${name}`);
}
