/** Fails when the generated types are not those of `spec/openapi.yaml`. */
import { readFile } from "node:fs/promises";
import { generatedTypes, renderTypes } from "./generated-types.ts";

try {
  const committed = await readFile(generatedTypes, "utf8").catch(() => "");
  if (committed === (await renderTypes())) {
    console.log("check:generated: the generated types are those of spec/openapi.yaml");
  } else {
    console.error(
      "check:generated: spec/openapi.yaml has changed and the types have not. Run `pnpm generate` and commit the result.",
    );
    process.exitCode = 1;
  }
} catch (error) {
  console.error(`check:generated: spec/openapi.yaml: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
