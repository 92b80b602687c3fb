/**
 * Copies the files that are not compiled to `dist`: both OpenAPI documents and the page. Also stores the documents' operations
 * in Prism's format, since loading Prism's importers at every start would take longer than everything else.
 */
import { copyFileSync, writeFileSync } from "node:fs";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";

const documents = { openapi: "../../spec/openapi.yaml", control: "openapi/control.yaml" };

for (const [name, file] of Object.entries(documents)) {
  copyFileSync(file, `dist/${name}.yaml`);
  writeFileSync(`dist/${name}.operations.json`, JSON.stringify(await getHttpOperationsFromSpec(file)));
}
for (const name of ["page.html", "page.css"]) {
  copyFileSync(`src/page/browser/${name}`, `dist/page/browser/${name}`);
}
