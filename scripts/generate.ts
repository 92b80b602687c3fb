/** Writes what is made from `spec/openapi.yaml`: the client's types and provenance, and the operations on its page. */
import { writeFileSync } from "node:fs";
import { renderOutputs } from "./generate/outputs.ts";
import { firstLine } from "./lib/first-line.ts";

try {
  for (const { file, content } of await renderOutputs()) {
    writeFileSync(file, content);
    console.log(`generate: wrote ${file}`);
  }
} catch (error) {
  console.error(`generate: spec/openapi.yaml: ${firstLine(error)}`);
  process.exitCode = 1;
}
