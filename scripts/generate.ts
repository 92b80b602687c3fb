/** Writes the types of `spec/openapi.yaml` into the client. */
import { writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { generatedTypes, renderTypes } from "./generated-types.ts";

try {
  await writeFile(generatedTypes, await renderTypes());
  console.log(`generate: wrote ${relative(process.cwd(), fileURLToPath(generatedTypes))}`);
} catch (error) {
  console.error(`generate: spec/openapi.yaml: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
