/**
 * Puts beside the compiled code what is not code: both OpenAPI documents, their operations as Prism reads them, and the
 * page. To have Prism read the documents at every start would load its importers, which take longer than all the rest.
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
