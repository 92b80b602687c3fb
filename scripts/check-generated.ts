/** Fails when a generated file is not what `spec/openapi.yaml` makes of it. */
import { existsSync, readFileSync } from "node:fs";
import { renderOutputs } from "./generate/outputs.ts";
import { firstLine } from "./lib/first-line.ts";

try {
  const outputs = await renderOutputs();
  const stale = outputs.filter(
    ({ file, content }) => !existsSync(file) || readFileSync(file, "utf8") !== content,
  );
  for (const { file } of stale) {
    console.error(
      `check:generated: ${file} is not what spec/openapi.yaml makes of it. Run \`pnpm generate\`.`,
    );
  }
  if (stale.length > 0) process.exitCode = 1;
  else console.log(`check:generated: ${outputs.length} files are what spec/openapi.yaml makes of them`);
} catch (error) {
  console.error(`check:generated: spec/openapi.yaml: ${firstLine(error)}`);
  process.exitCode = 1;
}
